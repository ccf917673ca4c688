package dev.tardigrade.registry.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FormPlacesTest {

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch sent = new CountDownLatch(1);

    @AfterEach
    void stop() {
        sent.countDown();
        clients.close();
    }

    private CompletableFuture<String> slowForm(FormPlaces places, CountDownLatch begun) {
        CompletableFuture<String> form = new CompletableFuture<>();
        clients.execute(() -> {
            try {
                form.complete(places.call(() -> {
                    begun.countDown();
                    awaitQuietly(sent);
                    return "form";
                }));
            } catch (IOException | RuntimeException e) {
                form.completeExceptionally(e);
            }
        });
        return form;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertTold(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Overloaded.class));
    }

    @Test
    void asManyWaitAsThereArePlacesAndOthersAreToldAtOnce() throws Exception {
        FormPlaces places = new FormPlaces(1, Duration.ofHours(1));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> read = slowForm(places, begun);
        begun.await();
        CompletableFuture<String> waiting = slowForm(places, new CountDownLatch(1));
        await().until(() -> places.waiting() == 1);

        assertTold(() -> places.call(() -> "one more"));

        sent.countDown();
        assertThat(read.join()).isEqualTo("form");
        assertThat(waiting.join()).isEqualTo("form");
        String later = places.call(() -> "one more");
        assertThat(later).isEqualTo("one more");
    }

    @Test
    void whoWaitsInVainIsTold() throws Exception {
        FormPlaces places = new FormPlaces(1, Duration.ofMillis(1));
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> read = slowForm(places, begun);
        begun.await();
        assertTold(() -> places.call(() -> "one more"));
        sent.countDown();
        assertThat(read.join()).isEqualTo("form");
    }
}
