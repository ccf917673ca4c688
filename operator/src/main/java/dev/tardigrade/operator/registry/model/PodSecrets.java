package dev.tardigrade.operator.registry.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that the pods of a Registry work with.
 *
 * @param http signs upload sessions, so all servers share it
 * @param s3 keys for the S3 endpoint; null where there is none
 * @param grant what the gateway opens Storj with; null where there is no gateway
 */
public record PodSecrets(
        SecretValue http, @Nullable KeyPair s3, @Nullable SecretValue grant) {

    public Optional<KeyPair> s3Keys() {
        return Optional.ofNullable(s3);
    }

    public Optional<SecretValue> gatewayGrant() {
        return Optional.ofNullable(grant);
    }
}
