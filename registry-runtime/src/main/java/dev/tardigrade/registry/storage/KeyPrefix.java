package dev.tardigrade.registry.storage;

/**
 * What the keys of a listing begin with. Storj lists other prefixes at a cost that grows with the bucket, so there are none.
 *
 * @param value empty, or an {@link ObjectKey} followed by {@code /}
 */
public record KeyPrefix(String value) {

    public static final KeyPrefix ROOT = new KeyPrefix("");

    public KeyPrefix {
        if (!value.isEmpty()) {
            if (!value.endsWith("/")) {
                throw new IllegalArgumentException("a prefix ends in a slash: " + value);
            }
            var _ = new ObjectKey(value.substring(0, value.length() - 1));
        }
    }

    /** The key of {@code name}, one or more components, below this prefix. */
    public ObjectKey key(String name) {
        return new ObjectKey(value + name);
    }
}
