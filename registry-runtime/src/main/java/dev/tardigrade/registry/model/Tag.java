package dev.tardigrade.registry.model;

/**
 * A tag of a repository, for instance {@code v1.2}.
 *
 * @param value 1 to 128 characters of {@code [A-Za-z0-9._-]} that begin with none of {@code .-} (OCI distribution spec, "Pulling manifests")
 */
public record Tag(String value) implements Reference {

    private static final int MAX = 128;

    public Tag {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a tag: " + value);
        }
    }

    /** Reads a tag. Throws a {@link RegistryException} with {@link Failure.TagInvalid}. */
    public static Tag parse(String text) {
        if (!isValid(text)) {
            throw new RegistryException(new Failure.TagInvalid(Excerpt.of(text) + " is not a tag"));
        }
        return new Tag(text);
    }

    /** By hand, for lists have thousands of tags. */
    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX || text.charAt(0) == '.' || text.charAt(0) == '-') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || "._-".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
