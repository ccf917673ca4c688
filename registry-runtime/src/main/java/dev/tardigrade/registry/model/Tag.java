package dev.tardigrade.registry.model;

import java.util.regex.Pattern;

/**
 * A tag of a repository, for instance {@code v1.2}.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9._-]} that begin with none of {@code .-} (OCI distribution spec, "Pulling manifests")
 */
public record Tag(String value) implements Reference {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    public Tag {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tag: " + value);
        }
    }

    /** Reads a tag. Throws a {@link RegistryException} with {@link Failure.TagInvalid}. */
    public static Tag parse(String text) {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new RegistryException(new Failure.TagInvalid(Excerpt.of(text) + " is not a tag"));
        }
        return new Tag(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
