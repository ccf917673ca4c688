package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Principal;

/** Decides what a principal may do. What it does not allow is denied. */
public interface Policy {

    boolean allows(Principal principal, Permission permission);
}
