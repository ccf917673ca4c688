package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.StorageContract;
import org.junit.jupiter.api.AfterAll;

final class PlainS3StorageTest extends StorageContract {

    private static final S3TestServer SERVER =
            S3TestServer.start(S3Profile.plain().withPageSize(7)).withBucket(TestBucket.NAME);
    private static final Storage STORAGE = TestBucket.open(SERVER.access());

    @AfterAll
    static void close() {
        STORAGE.close();
        SERVER.close();
    }

    @Override
    protected Storage storage() {
        return STORAGE;
    }
}
