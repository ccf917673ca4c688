package dev.tardigrade.testing.s3;

/**
 * A request, as faults choose by.
 *
 * @param bucket or empty
 * @param key or empty
 */
public record S3Call(S3Operation operation, String bucket, String key) {}
