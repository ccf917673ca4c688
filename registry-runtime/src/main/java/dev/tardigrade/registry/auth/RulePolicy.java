package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.Identity;
import java.util.List;

/**
 * What the rules of the configuration allow, and nothing else.
 *
 * <p>Everybody may list whom some rule concerns, and finds what they may pull. To connect takes credentials, also where rules allow
 * something without: clients send theirs only where they were asked for when they connected.
 */
public final class RulePolicy implements Policy {

    private final List<AccessRule> rules;

    public RulePolicy(List<AccessRule> rules) {
        this.rules = List.copyOf(rules);
    }

    @Override
    public boolean allows(Identity identity, Permission permission) {
        return switch (permission) {
            case Permission.Connect _ -> !(identity.principal() instanceof Principal.Anonymous);
            case Permission.ListRepositories _ -> rules.stream().anyMatch(rule -> rule.concerns(identity));
            case Permission.SeeRepository(var repository) ->
                rules.stream().anyMatch(rule -> rule.allows(identity, repository, Action.PULL));
            case Permission.OnRepository(var repository, Action action) ->
                rules.stream().anyMatch(rule -> rule.allows(identity, repository, action));
        };
    }
}
