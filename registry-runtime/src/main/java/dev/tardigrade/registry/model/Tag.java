package dev.tardigrade.registry.model;

import java.util.regex.Pattern;

/**
 * A tag of a repository, for instance {@code v1.2}.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9._-]} that begin with none of {@code .-} (OCI distribution spec, "Pulling manifests")
 */
public record Tag(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    public Tag {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tag: " + value);
        }
    }
}
