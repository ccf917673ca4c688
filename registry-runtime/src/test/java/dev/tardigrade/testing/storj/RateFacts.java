package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How often a key may be written. Nothing here depends on how fast the machine is: what is limited is asked for until it is refused. */
abstract class RateFacts extends UploadingFacts {

    private static final int TOO_MANY = 429;
    private static final int AT_ONCE = 10;

    /** On a machine so slow that ten writes take longer than it takes to be allowed seven more. */
    private static final int ROUNDS = 50;

    @Test
    void aKeyIsWrittenThreeTimesAtOnceAndThenAboutOnceASecond() {
        for (int i = 0; i < 3; i++) {
            put("a", "x" + i);
        }
        assertThat(refusalsUntilTooMany(() -> put("a", "x"))).containsOnly(TOO_MANY);
    }

    @Test
    void losersOfCreateOnceCountAsWritesToo() {
        put("a", "x");
        assertThat(refusalsUntilTooMany(() -> {
                    create("a", "y");
                    return "never";
                }))
                .containsOnly(412, TOO_MANY);
    }

    @Test
    void theStartOfAnUploadCountsAsAWrite() {
        assertThat(refusalsUntilTooMany(() -> start("a"))).containsOnly(TOO_MANY);
    }

    @Test
    void partsAndEndsOfUploadsCopiesAndDeletesAreNotLimitedByKey() {
        put("x", "x");
        String id = start("a");
        refusalsUntilTooMany(() -> put("a", "y"));
        for (int i = 0; i < AT_ONCE; i++) {
            part("a", id, 1, 1);
        }
        complete("a", id, part("a", id, 1, 1));
        for (int i = 0; i < AT_ONCE; i++) {
            copy("x", "a");
            client().deleteObject(request -> request.bucket(bucket()).key("a"));
        }
        assertThat(keys("")).containsExactly("x");
    }

    private static List<Integer> refusalsUntilTooMany(Callable<?> call) {
        var refusals = new ArrayList<Integer>();
        for (int round = 0; round < ROUNDS && !refusals.contains(TOO_MANY); round++) {
            refusals.addAll(refusalsAtOnce(call));
        }
        assertThat(refusals).contains(TOO_MANY);
        return refusals;
    }

    private static List<Integer> refusalsAtOnce(Callable<?> call) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> answers = Stream.<Future<?>>generate(() -> threads.submit(call))
                    .limit(AT_ONCE)
                    .toList();
            return answers.stream().flatMap(RateFacts::refusal).toList();
        }
    }

    private static Stream<Integer> refusal(Future<?> answer) {
        try {
            answer.get();
            return Stream.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AwsServiceException refused) {
                return Stream.of(refused.statusCode());
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
