package dev.tardigrade.operator.registry.issuer;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.ServerFiles.ClusterKeys;

/** What the cluster says of who signs the tokens of its ServiceAccounts. */
public sealed interface Answer {

    /** Nobody wants to know. */
    record NotAsked() implements Answer {}

    /** It tells. */
    record Told(ClusterKeys keys) implements Answer {}

    /** It does not, and will not before somebody acts. */
    record Withheld(Problem problem) implements Answer {}
}
