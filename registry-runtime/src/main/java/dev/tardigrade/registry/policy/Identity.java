package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.Principal;
import java.util.Set;

/**
 * Who somebody is, as far as policies care.
 *
 * @param groups as the credentials of this very request say; what earlier ones said does not count
 */
public record Identity(Principal principal, Set<Group> groups) {

    public static final Identity ANONYMOUS = new Identity(new Principal.Anonymous(), Set.of());

    public Identity {
        groups = Set.copyOf(groups);
    }

    /** A user without groups. */
    public static Identity user(String name) {
        return new Identity(new Principal.User(name), Set.of());
    }

    /** A robot, which is in no group. */
    public static Identity robot(String name) {
        return new Identity(new Principal.Robot(name), Set.of());
    }
}
