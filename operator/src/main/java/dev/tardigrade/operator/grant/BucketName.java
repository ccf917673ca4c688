package dev.tardigrade.operator.grant;

import java.util.regex.Pattern;

/**
 * Name of a bucket.
 *
 * @param value 3 to 63 characters: labels of {@code [a-z0-9-]} that begin and end with a letter or digit, joined by dots
 */
public record BucketName(String value) {

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
    private static final Pattern GRAMMAR = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    public BucketName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "not a bucket name: 3 to 63 characters of a-z, 0-9, '-' and '.' are needed, a letter or digit at both ends");
        }
    }

    static boolean isValid(CharSequence value) {
        return value.length() >= 3
                && value.length() <= 63
                && GRAMMAR.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
