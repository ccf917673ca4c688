package dev.tardigrade.testing.s3;

import java.net.URI;

/** Where an S3 service is, and how to get in. */
public record S3Access(URI endpoint, String accessKey, String secretKey) {}
