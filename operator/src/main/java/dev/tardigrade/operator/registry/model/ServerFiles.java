package dev.tardigrade.operator.registry.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What servers read from files, and what else of the user's Secrets makes pods differ.
 *
 * @param htpasswd users and hashes of their passwords; null where there are none
 * @param certificate null where servers speak plain http
 * @param tokens what signs tokens; null where clients need none
 * @param robots those that have passwords here
 * @param variables values of Secrets that variables of the spec refer to
 */
public record ServerFiles(
        @Nullable SecretValue htpasswd,
        @Nullable Certificate certificate,
        @Nullable Succession tokens,
        List<Robot> robots,
        List<SecretValue> variables) {

    public static final ServerFiles NONE = new ServerFiles(null, null, null, List.of(), List.of());

    public ServerFiles {
        robots = List.copyOf(robots);
        variables = List.copyOf(variables);
    }

    /** A certificate in PEM, and its private key. */
    public record Certificate(SecretValue chain, SecretValue privateKey) {}

    /** A program that logs in with a password of ours. */
    public record Robot(String name, Succession passwords) {}

    public Optional<SecretValue> users() {
        return Optional.ofNullable(htpasswd);
    }

    public Optional<Succession> tokenKeys() {
        return Optional.ofNullable(tokens);
    }

    public Optional<Certificate> tls() {
        return Optional.ofNullable(certificate);
    }
}
