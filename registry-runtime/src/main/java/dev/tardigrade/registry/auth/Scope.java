package dev.tardigrade.registry.auth;

import dev.tardigrade.registry.policy.Action;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a token is for, in Docker's token protocol: {@code repository:team/app:pull,push}.
 *
 * @param type {@code repository} or {@code registry}; others are nothing to this registry
 * @param name of the repository, or {@code catalog}
 * @param actions words of {@link Action}, or {@code *} for all
 */
public record Scope(String type, String name, Set<String> actions) {

    public static final String REPOSITORY = "repository";
    public static final String EVERY_ACTION = "*";
    private static final String REGISTRY = "registry";
    private static final String CATALOG = "catalog";
    private static final Pattern GRAMMAR = Pattern.compile(
            "(?<type>[a-z]{1,32})(?:\\([a-z]{1,32}\\))?:(?<name>[^ \"\\\\]{1,300}):(?<actions>[a-z*,]{1,64})");

    public Scope {
        actions = Set.copyOf(actions);
    }

    /** Empty where it is malformed; the protocol then goes on without it. */
    public static Optional<Scope> parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        return matcher.matches()
                ? Optional.of(new Scope(
                        matcher.group("type"),
                        matcher.group("name"),
                        new LinkedHashSet<>(
                                Arrays.asList(matcher.group("actions").split(",")))))
                : Optional.empty();
    }

    public boolean isCatalog() {
        return type.equals(REGISTRY) && name.equals(CATALOG);
    }

    /** Whether it covers what a request needs. */
    public boolean covers(Permission permission) {
        return switch (permission) {
            case Permission.Connect _ -> true;
            case Permission.ListRepositories _, Permission.SeeRepository _ -> isCatalog() && includes(EVERY_ACTION);
            case Permission.OnRepository(var repository, Action action) ->
                type.equals(REPOSITORY) && name.equals(repository.value()) && includes(action.word());
        };
    }

    private boolean includes(String action) {
        return actions.contains(action) || actions.contains(EVERY_ACTION);
    }
}
