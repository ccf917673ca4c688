package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.storage.TestStorage;
import java.time.Duration;

/** Opens a bucket of a test server, with little patience. */
final class TestBucket {

    static final String NAME = "images";

    static final S3Limits LIMITS =
            new S3Limits(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, 6, 32);

    private TestBucket() {}

    static Storage open(S3Access access) {
        return open(access, LIMITS);
    }

    static Storage open(S3Access access, S3Limits limits) {
        return TestStorage.open(access, NAME, limits);
    }
}
