package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.RepositoryName;

/** What a request needs. */
public sealed interface Permission {

    /** To know that there is a registry. */
    record Connect() implements Permission {}

    /** To do something with a repository. */
    record OnRepository(RepositoryName repository, Action action) implements Permission {}

    /** To see which repositories there are. */
    record ListRepositories() implements Permission {}

    /** What can be done with a repository. */
    enum Action {
        PULL,
        PUSH,
        DELETE
    }
}
