package dev.tardigrade.registry.policy;

import dev.tardigrade.registry.model.RepositoryName;
import java.util.Arrays;
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

    /** Takes time in proportion to the product of the two lengths, whatever the pattern. */
    public boolean matches(RepositoryName repository) {
        String name = repository.value();
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        int at = 0;
        while (at < text.length()) {
            boolean across = text.startsWith("**", at);
            reached = text.charAt(at) == '*' ? star(name, reached, across) : character(name, reached, text.charAt(at));
            at += across ? 2 : 1;
        }
        return reached[name.length()];
    }

    private static boolean[] star(String name, boolean[] before, boolean across) {
        boolean[] after = Arrays.copyOf(before, before.length);
        for (int i = 0; i < name.length(); i++) {
            after[i + 1] |= after[i] && (across || name.charAt(i) != '/');
        }
        return after;
    }

    private static boolean[] character(String name, boolean[] before, char expected) {
        boolean[] after = new boolean[before.length];
        for (int i = 0; i < name.length(); i++) {
            after[i + 1] = before[i] && name.charAt(i) == expected;
        }
        return after;
    }
}
