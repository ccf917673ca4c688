package dev.tardigrade.registry.storage.s3.access;

import java.util.Optional;

/**
 * All that is needed to use a bucket.
 *
 * @param endpoint or empty for AWS itself
 * @param region as requests are signed for; {@code us-east-1} where the service does not care
 */
public record S3Settings(
        Optional<S3Endpoint> endpoint, String region, BucketName bucket, S3Credentials credentials, S3Limits limits) {

    /** The endpoint for people. */
    public String endpointName() {
        return endpoint.map(known -> known.uri().toString()).orElse("AWS region " + region);
    }
}
