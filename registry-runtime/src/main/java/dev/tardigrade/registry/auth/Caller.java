package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Principal;

/** Whoever makes a request, once that is known. */
public record Caller(Principal principal, Rights rights) {

    public boolean may(Permission permission) {
        return rights.judge(permission) == Rights.Verdict.ALLOWED;
    }
}
