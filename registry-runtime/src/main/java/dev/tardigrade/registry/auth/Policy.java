package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.policy.Identity;

/** Decides what somebody may do. What it does not allow is denied. */
public interface Policy {

    boolean allows(Identity identity, Permission permission);
}
