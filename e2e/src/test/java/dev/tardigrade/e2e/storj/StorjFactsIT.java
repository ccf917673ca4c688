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

    /** The satellite takes so many requests a second of the whole project, and so many at once. */
    private static final long RATE = 100;

    private static final Duration MORE = Duration.ofMillis(50);

    private static long requestsBefore = -RATE;

    private @Nullable StorjNetwork storj;

    /** Waits until what the test before has used up of the rate is there again. */
    @BeforeEach
    void use(StorjNetwork network) {
        storj = network;
        long requests = network.usage().requests();
        long used = Math.min(requests - requestsBefore, RATE);
        requestsBefore = requests;
        await().pollDelay(MORE.plusMillis(used * 1000 / RATE)).until(() -> true);
    }

    @Override
    protected S3Access access() {
        StorjNetwork network = Objects.requireNonNull(storj);
        return new S3Access(network.endpoint(), network.accessKey(), network.secretKey());
    }
}
