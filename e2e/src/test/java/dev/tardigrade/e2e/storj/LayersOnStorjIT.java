package dev.tardigrade.e2e.storj;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.image.Layer;
import dev.tardigrade.e2e.image.PlainClient;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.e2e.registry.RegistrySettings;
import dev.tardigrade.e2e.registry.RunningRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Large layers by way of two replicas, each with a gateway of its own, on a network with the limits of production. Each request goes to the other
 * replica than the one before it; none is sent twice; each layer comes back with its digest.
 */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class LayersOnStorjIT {

    private static final long MIB = 1 << 20;

    /** Two cores make a gigabyte of pieces in half a minute when nothing else runs. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private static final List<URI> REPLICAS = new ArrayList<>();

    @BeforeAll
    static void start(StorjNetwork storj, @TempDir Path folder) throws IOException {
        List<Integer> peers = List.of(RegistryProgram.freePort(), RegistryProgram.freePort());
        for (int port : peers) {
            Path place = Files.createDirectory(folder.resolve("replica-" + port));
            Gateway gateway = Gateway.start(storj.grant(), place);
            RUNNING.push(gateway);
            RegistrySettings settings = gateway.settings("large-layers").withPeers(port, peers);
            RegistryProgram.ensureBucket(settings, place, "owner");
            RunningRegistry registry = RunningRegistry.start(settings, place);
            RUNNING.push(registry);
            REPLICAS.add(URI.create("http://" + registry.address()));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        while (!RUNNING.isEmpty()) {
            RUNNING.pop().close();
        }
    }

    private final PlainClient client = new PlainClient(HTTP, PATIENCE, REPLICAS);

    @ParameterizedTest
    @ValueSource(longs = {64, 300})
    void layersComeInOneRequestOfKnownLength(long mebibytes) {
        Layer layer = Layer.fresh(mebibytes * MIB);
        client.pushWhole("layers/whole", layer);
        client.pullBlob("layers/whole", layer);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 300, 1024})
    void layersComeAsAStreamOfUnknownLength(long mebibytes) {
        Layer layer = Layer.fresh(mebibytes * MIB);
        client.pushStreamed("layers/streamed", layer);
        client.pullBlob("layers/streamed", layer);
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 300})
    void layersComeInOddChunks(long mebibytes) {
        Layer layer = Layer.fresh(mebibytes * MIB);
        client.pushInChunks("layers/chunks", layer, 12 * MIB + 1);
        client.pullBlob("layers/chunks", layer);
    }

    /** As many as Docker pushes at a time: each part then takes the gateways several times as long as alone. */
    @Test
    void layersThatComeTogetherAreOnlySlower() throws ExecutionException, InterruptedException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> pushes = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Layer layer = Layer.fresh(100 * MIB);
                pushes.add(clients.submit(() -> {
                    client.pushStreamed("layers/together", layer);
                    client.pullBlob("layers/together", layer);
                }));
            }
            for (Future<?> push : pushes) {
                push.get();
            }
        }
    }
}
