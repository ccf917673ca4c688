package dev.tardigrade.registry.storage.s3.access;

import java.util.regex.Pattern;

/**
 * The name of a bucket.
 *
 * @param value 3 to 63 lower-case letters, digits, {@code .} and {@code -}, the first and the last no punctuation, no two dots beside each other
 */
public record BucketName(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    public BucketName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a bucket name: " + value
                            + "; take 3 to 63 lower-case letters, digits, dots and dashes, with a letter or digit at both ends");
        }
    }
}
