package dev.tardigrade.registry.bucket;

import java.util.regex.Pattern;

/**
 * To whom a bucket belongs.
 *
 * @param uid 1 to 128 letters, digits and {@code -._}; in a cluster the UID of the {@code Registry}
 */
public record Owner(String uid) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public Owner {
        if (!GRAMMAR.matcher(uid).matches()) {
            throw new IllegalArgumentException("an owner is 1 to 128 letters, digits and -._");
        }
    }
}
