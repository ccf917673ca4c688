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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Large layers by way of two replicas, each with a gateway of its own, on a network with the limits of production. Each request goes to the other
 * replica than the one before it; none is sent twice; each layer comes back with its digest.
 */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class LayersOnStorjIT {

    private static final long MIB = 1 << 20;

    /** Two cores make a gigabyte of pieces in half a minute when nothing else runs. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

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

    /** One after the other, for each would take the others' time. */
    @ParameterizedTest
    @EnumSource
    void aGibibyteComesInEachWay(Way way) {
        Layer layer = Layer.fresh(1024 * MIB);
        way.push(client, layer);
        client.pullBlob(Way.REPOSITORY, layer);
    }

    /** From those of a client that has one buffer to those of one with several, and none of them the size of a part. */
    @ParameterizedTest
    @CsvSource({"1024, 4", "3145728, 70", "13631488, 70"})
    void chunksOfAnySizeMakeALayer(long chunk, long mebibytes) {
        Layer layer = Layer.fresh(mebibytes * MIB);
        client.pushInChunks(Way.REPOSITORY, layer, chunk);
        client.pullBlob(Way.REPOSITORY, layer);
    }

    /** One more than Docker pushes at a time, each in another way or size: a part then takes the gateways several times as long as alone. */
    @Test
    void layersThatComeTogetherAreOnlySlower() throws ExecutionException, InterruptedException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> pushes = new ArrayList<>();
            for (Way way : Way.values()) {
                for (long mebibytes : new long[] {64, 300}) {
                    Layer layer = Layer.fresh(mebibytes * MIB);
                    pushes.add(clients.submit(() -> {
                        way.push(client, layer);
                        client.pullBlob(Way.REPOSITORY, layer);
                    }));
                }
            }
            for (Future<?> push : pushes) {
                push.get();
            }
        }
    }

    /** How a layer may come. */
    enum Way {
        ONE_REQUEST_OF_KNOWN_LENGTH,
        STREAM_OF_UNKNOWN_LENGTH,
        ODD_CHUNKS;

        private static final String REPOSITORY = "layers/any";

        void push(PlainClient client, Layer layer) {
            switch (this) {
                case ONE_REQUEST_OF_KNOWN_LENGTH -> client.pushWhole(REPOSITORY, layer);
                case STREAM_OF_UNKNOWN_LENGTH -> client.pushStreamed(REPOSITORY, layer);
                case ODD_CHUNKS -> client.pushInChunks(REPOSITORY, layer, 12 * MIB + 1);
            }
        }
    }
}
