package dev.tardigrade.registry.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * The full name of an object in its bucket.
 *
 * @param value components of {@code [A-Za-z0-9._+=@-]} joined by {@code /}, none of them empty, {@code .} or {@code ..};
 *     at most 1024 bytes, the limit of S3
 */
public record ObjectKey(String value) {

    static final int MAX_BYTES = 1024;
    private static final Pattern GRAMMAR =
            Pattern.compile("(?!.*(^|/)\\.{1,2}(/|$))[A-Za-z0-9._+=@-]+(/[A-Za-z0-9._+=@-]+)*");

    public ObjectKey {
        if (!GRAMMAR.matcher(value).matches() || value.getBytes(UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("not an object key: " + value);
        }
    }
}
