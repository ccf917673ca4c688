package dev.tardigrade.e2e.storj;

import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.StorjNetwork.Option;
import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.storj.StorjFacts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * The facts that the in-process Storj profile is built on, asked of the real gateway. On a network of its own: the rate of a project would make
 * some tests wait for others, and its number of buckets is one of the facts. That rate is met in {@link GatewayFaultsIT}.
 */
@Tag("storj")
final class StorjFactsIT extends StorjFacts {

    private static @Nullable StorjNetwork network;

    @BeforeAll
    static void start() {
        network = StorjNetwork.start(Option.ANY_RATE);
    }

    @AfterAll
    static void stop() {
        if (network != null) {
            network.close();
        }
    }

    @Override
    protected S3Access access() {
        StorjNetwork storj = Objects.requireNonNull(network);
        return new S3Access(storj.endpoint(), storj.accessKey(), storj.secretKey());
    }
}
