package dev.tardigrade.e2e.storj;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.storj.StorjFacts;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The facts that the in-process Storj profile is built on, asked of the real gateway. */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class StorjFactsIT extends StorjFacts {

    private static final Duration FRESH_RATE = Duration.ofMillis(1200);

    private @Nullable StorjNetwork storj;

    @BeforeEach
    void use(StorjNetwork network) {
        storj = network;
        // The satellite takes 100 requests a second of the whole project; the tests before this one have used them up.
        await().pollDelay(FRESH_RATE).until(() -> true);
    }

    @Override
    protected S3Access access() {
        StorjNetwork network = Objects.requireNonNull(storj);
        return new S3Access(network.endpoint(), network.accessKey(), network.secretKey());
    }
}
