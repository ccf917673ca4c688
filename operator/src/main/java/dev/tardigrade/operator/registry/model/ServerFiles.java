package dev.tardigrade.operator.registry.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What servers read from files, and what else of the user's Secrets makes pods differ.
 *
 * @param htpasswd users and hashes of their passwords; null where there are none
 * @param certificate null where servers speak plain http
 * @param tokens what signs tokens; null where clients need none
 * @param clusterKeys what verifies tokens of ServiceAccounts; null where none are taken
 * @param robots those that have passwords here
 * @param headers for receivers of notifications, by their names, as lines
 * @param logins for upstreams, by their names
 * @param variables values of Secrets that variables of the spec refer to
 */
public record ServerFiles(
        @Nullable SecretValue htpasswd,
        @Nullable Certificate certificate,
        @Nullable Succession tokens,
        @Nullable ClusterKeys clusterKeys,
        List<Robot> robots,
        Map<String, SecretValue> headers,
        Map<String, Login> logins,
        List<SecretValue> variables) {

    public static final ServerFiles NONE =
            new ServerFiles(null, null, null, null, List.of(), Map.of(), Map.of(), List.of());

    public ServerFiles {
        robots = List.copyOf(robots);
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        logins = Collections.unmodifiableMap(new TreeMap<>(logins));
        variables = List.copyOf(variables);
    }

    /** A certificate in PEM, and its private key. */
    public record Certificate(SecretValue chain, SecretValue privateKey) {}

    /** Who servers are at an upstream. */
    public record Login(SecretValue user, SecretValue password) {}

    /**
     * Who signs the tokens of the ServiceAccounts of the cluster.
     *
     * @param issuer as the tokens have it
     * @param jwks public keys, in JSON
     */
    public record ClusterKeys(String issuer, String jwks) {}

    /** A program that logs in with a password of ours. */
    public record Robot(String name, Succession passwords) {}

    public Optional<SecretValue> users() {
        return Optional.ofNullable(htpasswd);
    }

    public Optional<Succession> tokenKeys() {
        return Optional.ofNullable(tokens);
    }

    public Optional<ClusterKeys> serviceAccountKeys() {
        return Optional.ofNullable(clusterKeys);
    }

    public Optional<Certificate> tls() {
        return Optional.ofNullable(certificate);
    }
}
