package dev.tardigrade.e2e.storj;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.S3Storage;
import dev.tardigrade.registry.storage.s3.access.BucketName;
import dev.tardigrade.registry.storage.s3.access.S3Credentials;
import dev.tardigrade.registry.storage.s3.access.S3Endpoint;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import dev.tardigrade.testing.storage.StorageContract;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of the storage port on the real gateway, with the limits of production. */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class StorageOnStorjIT extends StorageContract {

    private @Nullable Storage storage;

    @BeforeEach
    void open(StorjNetwork network) {
        Storage opened = S3Storage.open(new S3Settings(
                Optional.of(new S3Endpoint(network.endpoint(), true)),
                "us-east-1",
                new BucketName("storage-contract"),
                S3Credentials.of(network.accessKey(), network.secretKey()),
                S3Limits.DEFAULT));
        opened.bucket().create();
        storage = opened;
    }

    @AfterEach
    void close() {
        storage().close();
    }

    @Override
    protected Storage storage() {
        return Objects.requireNonNull(storage);
    }
}
