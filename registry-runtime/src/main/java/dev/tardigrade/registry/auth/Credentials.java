package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Secret;

/** What a client shows to say who it is. */
public sealed interface Credentials {

    /** Nothing. */
    record None() implements Credentials {}

    /** A name and a password (RFC 7617). */
    record Password(String user, Secret password) implements Credentials {}

    /** A token (RFC 6750). */
    record Bearer(Secret token) implements Credentials {}

    /** Something that this registry cannot read. */
    record Unreadable() implements Credentials {}
}
