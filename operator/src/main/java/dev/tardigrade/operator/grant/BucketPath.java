package dev.tardigrade.operator.grant;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A whole bucket, or what lies below a prefix of object keys in it.
 *
 * <p>Prefixes are compared component by component: {@code a} contains {@code a} and {@code a/x}, but not {@code ab}.
 *
 * @param components of the prefix, none for the whole bucket
 */
public record BucketPath(BucketName bucket, List<String> components) {

    private static final int LONGEST_KEY_BYTES = 1024;
    private static final Pattern COMPONENT = Pattern.compile("(?!\\.{1,2}\\z)[^/]+");

    public BucketPath {
        components = List.copyOf(components);
        if (!components.stream()
                .allMatch(component -> COMPONENT.matcher(component).matches())) {
            throw new IllegalArgumentException(
                    "not a prefix of object keys: no component may be empty, '.' or '..', or hold a '/'");
        }
        if (String.join("/", components).getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "not a prefix of object keys: at most " + LONGEST_KEY_BYTES + " bytes are allowed");
        }
    }

    public static BucketPath whole(BucketName bucket) {
        return new BucketPath(bucket, List.of());
    }

    /**
     * What lies below a prefix.
     *
     * @param prefix components joined by {@code /}; one more {@code /} at the end means the same; empty for the whole bucket
     * @throws IllegalArgumentException with a reason for the user where it is no prefix
     */
    public static BucketPath below(BucketName bucket, String prefix) {
        String trimmed =
                prefix.endsWith("/") && prefix.length() > 1 ? prefix.substring(0, prefix.length() - 1) : prefix;
        return trimmed.isEmpty() ? whole(bucket) : new BucketPath(bucket, List.of(trimmed.split("/", -1)));
    }

    /** As {@link #below}, but empty where that would fail. */
    static Optional<BucketPath> ifValid(BucketName bucket, String prefix) {
        try {
            return Optional.of(below(bucket, prefix));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The components joined by {@code /}, empty for the whole bucket. */
    public String prefix() {
        return String.join("/", components);
    }

    public boolean contains(BucketPath other) {
        return bucket.equals(other.bucket)
                && components.size() <= other.components.size()
                && components.equals(other.components.subList(0, components.size()));
    }

    @Override
    public String toString() {
        return components.isEmpty() ? bucket.value() : bucket.value() + "/" + prefix();
    }
}
