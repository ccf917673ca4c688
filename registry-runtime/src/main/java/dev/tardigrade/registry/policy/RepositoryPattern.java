package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.RepositoryName;
import java.util.regex.Pattern;

/**
 * Names of repositories, by a pattern: {@code *} stands for any characters within a component, {@code **} also across components.
 *
 * @param text at most 255 characters that names have, slashes and asterisks
 */
public record RepositoryPattern(String text) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9._*-]+(?:/[a-z0-9._*-]+)*");
    private static final int MAX_LENGTH = 255;

    public RepositoryPattern {
        if (text.length() > MAX_LENGTH || !GRAMMAR.matcher(text).matches() || text.contains("***")) {
            throw new IllegalArgumentException(
                    "must be the name of a repository, in which * is any part of a component and ** of a name");
        }
    }

    /** Whether the pattern means this name. */
    public boolean matches(RepositoryName repository) {
        return new Glob(text).matches(repository.value());
    }
}
