package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.access.S3Settings;

/** Opens buckets. */
public final class S3Storage {

    private S3Storage() {}

    /** Sends nothing yet: whether the bucket is there shows when it is used. */
    public static Storage open(S3Settings settings) {
        return open(settings, S3Requests.UNCOUNTED);
    }

    /** The same, and each request is told of. */
    public static Storage open(S3Settings settings, S3Requests requests) {
        var calls = new S3Calls(ClientFactory.create(settings, requests), new S3Failures(settings), settings);
        return new Storage(new S3Bucket(calls), new S3ObjectStore(calls));
    }
}
