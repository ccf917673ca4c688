package dev.tardigrade.operator.registry.model;

/**
 * Who a bucket belongs to, as the mark in the bucket spells it. It stays the same when a Registry is deleted and made again under the
 * same name in the same namespace of the same cluster.
 *
 * @param value 1 to 128 letters, digits and {@code -._}
 */
public record Owner(String value) {

    public Owner {
        if (!value.matches("[A-Za-z0-9._-]{1,128}")) {
            throw new IllegalArgumentException("not an owner: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
