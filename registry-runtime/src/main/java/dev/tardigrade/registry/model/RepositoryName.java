package dev.tardigrade.registry.model;

import java.util.regex.Pattern;

/**
 * The name of a repository, for instance {@code team/app}.
 *
 * @param value at most 255 characters, by the grammar of the OCI distribution spec, "Pulling manifests"
 */
public record RepositoryName(String value) implements Comparable<RepositoryName> {

    private static final int MAX_LENGTH = 255;
    private static final String COMPONENT = "[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+";
    private static final Pattern GRAMMAR = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*+");

    public RepositoryName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a repository name: " + value);
        }
    }

    /** Reads a name. Throws a {@link RegistryException} with {@link Failure.NameInvalid}. */
    public static RepositoryName parse(String text) {
        if (!isValid(text)) {
            throw new RegistryException(new Failure.NameInvalid(Excerpt.of(text) + " is not a repository name"));
        }
        return new RepositoryName(text);
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && GRAMMAR.matcher(text).matches();
    }

    /** ASCII order of the names. */
    @Override
    public int compareTo(RepositoryName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
