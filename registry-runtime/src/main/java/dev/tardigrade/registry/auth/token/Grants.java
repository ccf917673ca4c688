package dev.tardigrade.registry.auth.token;

import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.auth.Policy;
import dev.tardigrade.registry.auth.Scope;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.Identity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts what is asked for down to what a policy allows. */
final class Grants {

    private final Policy policy;

    Grants(Policy policy) {
        this.policy = policy;
    }

    List<Scope> of(Identity identity, List<Scope> asked) {
        return asked.stream()
                .flatMap(scope -> granted(identity, scope).stream())
                .toList();
    }

    private Optional<Scope> granted(Identity identity, Scope scope) {
        if (scope.isCatalog()) {
            return policy.allows(identity, new Permission.ListRepositories()) ? Optional.of(scope) : Optional.empty();
        }
        Optional<RepositoryName> repository =
                scope.type().equals(Scope.REPOSITORY) ? repository(scope.name()) : Optional.empty();
        Set<String> actions = repository.stream()
                .flatMap(name -> Arrays.stream(Action.values())
                        .filter(action -> scope.covers(new Permission.OnRepository(name, action)))
                        .filter(action -> policy.allows(identity, new Permission.OnRepository(name, action))))
                .map(Action::word)
                .collect(Collectors.toSet());
        return actions.isEmpty() ? Optional.empty() : Optional.of(new Scope(scope.type(), scope.name(), actions));
    }

    private static Optional<RepositoryName> repository(String name) {
        try {
            return Optional.of(RepositoryName.parse(name));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }
}
