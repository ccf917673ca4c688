package dev.tardigrade.registry.config.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An issuer elsewhere that vouches for people and programs.
 *
 * @param name by which policies and clients name it
 * @param issuer as its tokens have it
 * @param audience that its tokens must have
 * @param keys where those are that verify its tokens
 * @param kind of whom it vouches for
 * @param groups claim that has their groups; empty for none
 * @param claims that its tokens must have, and their texts
 */
public record IdentitySettings(
        String name,
        String issuer,
        String audience,
        Keys keys,
        Kind kind,
        Optional<String> groups,
        Map<String, String> claims) {

    public IdentitySettings {
        claims = Map.copyOf(claims);
    }

    /** Where keys are. */
    public sealed interface Keys {

        /** In a file of JSON. */
        record OfFile(Path jwks) implements Keys {}

        /** Where the issuer's metadata says. */
        record Published(URI issuer) implements Keys {}
    }

    /** Of whom it vouches for. */
    public sealed interface Kind {

        /** People and programs, named by a claim. */
        record Users(String claim) implements Kind {}

        /** ServiceAccounts of a cluster of Kubernetes. */
        record ServiceAccounts() implements Kind {}
    }
}
