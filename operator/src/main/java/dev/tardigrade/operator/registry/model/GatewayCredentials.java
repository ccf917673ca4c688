package dev.tardigrade.operator.registry.model;

import java.time.Instant;

/**
 * What one edition of the gateway works with. Made once, never changed, replaced by another.
 *
 * @param secret name of the Secret that holds it
 * @param grant cut from the user's
 * @param keys sign the requests of the servers to the gateway
 */
public record GatewayCredentials(String secret, SecretValue grant, KeyPair keys, Instant issued) {}
