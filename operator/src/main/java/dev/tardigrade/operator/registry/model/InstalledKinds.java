package dev.tardigrade.operator.registry.model;

import java.util.Set;

/** The optional kinds that the cluster knows now. */
public record InstalledKinds(Set<OptionalKind> kinds) {

    public static final InstalledKinds NONE = new InstalledKinds(Set.of());

    public InstalledKinds {
        kinds = Set.copyOf(kinds);
    }

    public boolean has(OptionalKind kind) {
        return kinds.contains(kind);
    }
}
