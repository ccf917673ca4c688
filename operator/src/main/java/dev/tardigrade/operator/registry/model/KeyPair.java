package dev.tardigrade.operator.registry.model;

/** The two keys that sign S3 requests. */
public record KeyPair(SecretValue accessKey, SecretValue secretKey) {}
