package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.StorageBudget;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import dev.tardigrade.registry.stream.Content;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The client, and how every call of it is made: within its time limits and the budget of the request, and with failures of ours. */
record S3Calls(S3Client client, S3Failures failures, S3Settings settings) {

    String bucket() {
        return settings.bucket().value();
    }

    /** Runs a call whose every failure is the caller's to report. */
    <T> T run(Supplier<T> call) {
        try (var _ = StorageBudget.current().begin()) {
            return call.get();
        } catch (SdkException e) {
            throw failures.of(e);
        }
    }

    /** Runs a call that sends content; what the content fails with is thrown as it is. */
    <T> T send(Content content, Function<RequestBody, T> call) {
        var source = new SourceContent(content);
        try {
            return call.apply(source.body());
        } catch (SdkException e) {
            source.throwFailure();
            throw e;
        } finally {
            source.closeLast();
        }
    }

    /** Time limits for a request with a body, or an answer, of so many bytes. */
    Consumer<AwsRequestOverrideConfiguration.Builder> limits(long bytes) {
        S3Limits limits = settings.limits();
        return within(limits.attempt(bytes), limits.total(bytes), limits.transfer(bytes));
    }

    /**
     * Time limits for a request, which are less where its budget has less.
     *
     * @param moving of both, what is due to the bytes that it moves
     */
    Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration attempt, Duration total, Duration moving) {
        Duration left = StorageBudget.current().left(total, moving);
        if (left.toMillis() == 0) {
            throw failures.tooLate();
        }
        Duration one = attempt.compareTo(left) < 0 ? attempt : left;
        return call -> call.apiCallAttemptTimeout(one).apiCallTimeout(left);
    }

    /** Whether the service may have seen the request before the attempt that it answered. */
    static boolean wasRepeated(SdkException answer) {
        Integer attempts = answer.numAttempts();
        return attempts == null || attempts > 1;
    }
}
