package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.RepositoryName;
import java.util.List;
import java.util.Set;

/** Allows some actions on some repositories to some people. */
public record AccessRule(List<Subject> who, List<RepositoryPattern> repositories, Set<Action> actions) {

    public AccessRule {
        who = List.copyOf(who);
        repositories = List.copyOf(repositories);
        actions = Set.copyOf(actions);
    }

    /** Whether it is for them at all. */
    public boolean concerns(Identity identity) {
        return who.stream().anyMatch(subject -> subject.includes(identity));
    }

    public boolean allows(Identity identity, RepositoryName repository, Action action) {
        return actions.contains(action)
                && concerns(identity)
                && repositories.stream().anyMatch(pattern -> pattern.matches(repository));
    }
}
