package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.policy.Action;

/** What a request needs. */
public sealed interface Permission {

    /** To know that there is a registry. */
    record Connect() implements Permission {}

    /** To do something with a repository. */
    record OnRepository(RepositoryName repository, Action action) implements Permission {}

    /** To ask which repositories there are. */
    record ListRepositories() implements Permission {}

    /** To find this repository in the list. */
    record SeeRepository(RepositoryName repository) implements Permission {}
}
