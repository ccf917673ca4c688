package dev.tardigrade.e2e.storj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.image.Layer;
import dev.tardigrade.e2e.image.PlainClient;
import dev.tardigrade.e2e.image.UnexpectedAnswer;
import dev.tardigrade.e2e.process.Command.Result;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.e2e.registry.RegistrySettings;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A registry process and the gateway that it has to itself, as in a pod; with images that are pushed, and pulled again. */
record Place(Gateway gateway, RunningRegistry registry, HttpClient http, PlainClient client) implements AutoCloseable {

    /**
     * The registry gives up a call of its storage after 30 s, see its RATIONALE; the rest is for a busy machine. Were the eight requests of a
     * test told one after the other, which is what this is to show, the last would take four minutes.
     */
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(3);

    /** Readiness is asked for, and answered within seconds. */
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(3);

    /** The satellite keeps limits, and what it knows of grants, for a minute. */
    private static final Duration IN_EFFECT_WITHIN = Duration.ofMinutes(5);

    private static final int LAYER_BYTES = 100_000;

    static Place start(StorjNetwork storj, String bucket, Path folder) {
        return start(storj.grant(), bucket, folder);
    }

    static Place start(String grant, String bucket, Path folder) {
        return start(Gateway.start(grant, folder), bucket, folder, "Ready");
    }

    /**
     * Ends the registry and starts another one at the same gateway, as the next pod does.
     *
     * @param outcome of the bucket's step
     */
    Place succeeded(String bucket, Path folder, String outcome) {
        registry.close();
        http.shutdownNow();
        return start(gateway, bucket, folder, outcome);
    }

    private static Place start(Gateway gateway, String bucket, Path folder, String outcome) {
        try {
            RegistrySettings settings = gateway.settings(bucket);
            Result step = RegistryProgram.ensureBucket(settings, folder, "owner");
            assertThat(step.exitCode()).as(step.output()).isZero();
            assertThat(step.output()).contains("\"outcome\":\"" + outcome + "\"");
            RunningRegistry registry = RunningRegistry.start(settings, folder);
            HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
            URI address = URI.create("http://" + registry.address());
            return new Place(gateway, registry, http, new PlainClient(http, TOLD_WITHIN, List.of(address)));
        } catch (RuntimeException | AssertionError e) {
            gateway.close();
            throw e;
        }
    }

    /** An image that was pushed. */
    record Pushed(String repository, Layer layer) {}

    Pushed push(String repository) {
        Layer layer = Layer.fresh(LAYER_BYTES);
        client.push(repository, "1", layer);
        return new Pushed(repository, layer);
    }

    void pull(Pushed image) {
        client.pull(image.repository(), "1", image.layer());
    }

    void awaitHealed() {
        await().atMost(SEEN_WITHIN).until(() -> registry.readiness() == 200);
    }

    void awaitUnready() {
        await().atMost(SEEN_WITHIN).until(() -> registry.readiness() == 503);
    }

    /** That a client is told, in time and in the words of OCI, to come again. */
    static void assertTold(ThrowingCallable request) {
        assertThatThrownBy(request).asInstanceOf(type(UnexpectedAnswer.class)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.retryAfter()).isPositive();
            assertThat(answer.body()).contains("\"errors\":[{\"code\":\"UNAVAILABLE\"");
        });
    }

    /** That a client gets what it asks for, whole, or is told so. */
    static void assertDoneOrTold(ThrowingCallable request) {
        Throwable failure = catchThrowable(request);
        if (failure != null) {
            assertTold(() -> {
                throw failure;
            });
        }
    }

    /** Waits until what the satellite was told takes effect. */
    static void awaitTold(ThrowingCallable request) {
        await().atMost(IN_EFFECT_WITHIN).untilAsserted(() -> assertTold(request));
    }

    /** The same for what was forbidden and is allowed again. */
    static void awaitDone(ThrowingCallable request) {
        await().atMost(IN_EFFECT_WITHIN)
                .untilAsserted(() -> assertThat(catchThrowable(request)).isNull());
    }

    /** Makes all requests at the same time, and throws what one of them throws. */
    static void allAtOnce(List<ThrowingCallable> requests) throws ExecutionException, InterruptedException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Throwable>> results = requests.stream()
                    .map(request -> clients.submit(() -> catchThrowable(request)))
                    .toList();
            for (Future<Throwable> result : results) {
                assertThat(result.get()).isNull();
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        registry.close();
        gateway.close();
    }
}
