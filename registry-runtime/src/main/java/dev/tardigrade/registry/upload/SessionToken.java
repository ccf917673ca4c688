package dev.tardigrade.registry.upload;

import java.util.regex.Pattern;

/**
 * What a client holds of an upload: the last component of the upload's address.
 *
 * @param value unguessable; URL-safe Base64
 */
public record SessionToken(String value) {

    private static final int MAX_LENGTH = 450;
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_-]+");

    public SessionToken {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a session token");
        }
    }

    /** Whether this could be one. */
    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && GRAMMAR.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
