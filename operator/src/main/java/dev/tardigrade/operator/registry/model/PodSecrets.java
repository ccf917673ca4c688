package dev.tardigrade.operator.registry.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that the pods of a Registry work with.
 *
 * @param http signs upload sessions, so all servers share it
 * @param s3 the user's keys for an S3 endpoint; null where there is none
 * @param gateway of the gateway that the operator runs; null where it runs none
 */
public record PodSecrets(
        SecretValue http, @Nullable KeyPair s3, @Nullable GatewayCredentials gateway) {

    public Optional<KeyPair> s3Keys() {
        return Optional.ofNullable(s3);
    }

    public Optional<GatewayCredentials> gatewayCredentials() {
        return Optional.ofNullable(gateway);
    }
}
