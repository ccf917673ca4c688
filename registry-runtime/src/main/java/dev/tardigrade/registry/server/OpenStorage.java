package dev.tardigrade.registry.server;

import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.filesystem.FileStorage;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.storage.s3.S3Requests;
import dev.tardigrade.registry.storage.s3.S3Storage;
import dev.tardigrade.registry.storage.s3.access.BucketName;
import dev.tardigrade.registry.storage.s3.access.S3Credentials;
import dev.tardigrade.registry.storage.s3.access.S3Endpoint;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import java.time.Clock;
import java.util.Optional;

/**
 * The storage that a configuration names.
 *
 * @param prefix below which the registry keeps everything there
 */
public record OpenStorage(Storage storage, KeyPrefix prefix) implements AutoCloseable {

    /** Opens it. Whether it is there shows when it is used. */
    public static OpenStorage open(StorageBackend backend, Clock clock) {
        return open(backend, clock, S3Requests.UNCOUNTED);
    }

    /** Opens it, and tells of each request to S3. */
    static OpenStorage open(StorageBackend backend, Clock clock, S3Requests requests) {
        return switch (backend) {
            case StorageBackend.InMemory _ -> new OpenStorage(MemoryStorage.open(clock), KeyPrefix.ROOT);
            case StorageBackend.Filesystem(var root) -> new OpenStorage(FileStorage.open(root, clock), KeyPrefix.ROOT);
            case StorageBackend.S3 s3 -> new OpenStorage(S3Storage.open(settings(s3), requests), prefix(s3.prefix()));
        };
    }

    private static S3Settings settings(StorageBackend.S3 s3) {
        return new S3Settings(
                Optional.ofNullable(s3.endpoint()).map(uri -> new S3Endpoint(uri, s3.pathStyle(), s3.signPayloads())),
                s3.region().value(),
                new BucketName(s3.bucket().value()),
                Optional.ofNullable(s3.credentials())
                        .map(keys -> S3Credentials.of(
                                keys.accessKey().reveal(), keys.secretKey().reveal()))
                        .orElseGet(S3Credentials::ofEnvironment),
                S3Limits.DEFAULT);
    }

    private static KeyPrefix prefix(StorageBackend.Prefix prefix) {
        return prefix.value().isEmpty() ? KeyPrefix.ROOT : new KeyPrefix(prefix.value() + "/");
    }

    @Override
    public void close() {
        storage.close();
    }
}
