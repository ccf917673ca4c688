package dev.tardigrade.testing.storage;

import dev.tardigrade.testing.s3.S3Profile;

/** Where a registry may keep its images. */
public enum StoreKind {
    MEMORY,
    FILES,
    S3,
    STORJ;

    /** An empty one, for one test. */
    public TestStore open() {
        return switch (this) {
            case MEMORY -> TestStore.inMemory();
            case FILES -> TestStore.inFolder();
            case S3 -> TestStore.on(S3Profile.plain());
            // Storj takes one write a second for each key: a test that writes one again and again would only wait.
            case STORJ -> TestStore.on(S3Profile.storj().withoutRateLimits());
        };
    }
}
