package dev.tardigrade.registry.cache;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import java.util.Set;

/** The other replicas, asked for what they have seen. */
public interface Witnesses {

    /** There are no other replicas. */
    Witnesses NONE = _ -> Set.of();

    /** Repositories in which they have seen a blob lately; it may have gone from there since. Does not fail, and takes no longer than a moment. */
    Set<RepositoryName> whereSeen(Digest blob);
}
