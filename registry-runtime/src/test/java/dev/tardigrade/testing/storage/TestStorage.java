package dev.tardigrade.testing.storage;

import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.S3Storage;
import dev.tardigrade.registry.storage.s3.access.BucketName;
import dev.tardigrade.registry.storage.s3.access.S3Credentials;
import dev.tardigrade.registry.storage.s3.access.S3Endpoint;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import dev.tardigrade.testing.s3.S3Access;
import java.util.Optional;

/** Storage on an S3 server of a test. */
public final class TestStorage {

    private TestStorage() {}

    public static Storage open(S3Access access, String bucket) {
        return open(access, bucket, S3Limits.DEFAULT);
    }

    public static Storage open(S3Access access, String bucket, S3Limits limits) {
        return S3Storage.open(new S3Settings(
                Optional.of(new S3Endpoint(access.endpoint(), true)),
                "us-east-1",
                new BucketName(bucket),
                S3Credentials.of(access.accessKey(), access.secretKey()),
                limits));
    }
}
