package dev.tardigrade.registry.storage;

/**
 * The full name of an object in its bucket.
 *
 * @param value components of {@code [A-Za-z0-9._+=@-]} joined by {@code /}, none of them empty, {@code .} or {@code ..};
 *     at most 1024 bytes, the limit of S3
 */
public record ObjectKey(String value) {

    static final int MAX_BYTES = 1024;

    public ObjectKey {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an object key: " + value);
        }
    }

    /** By hand, for lists make thousands of keys: a regular expression took most of the time of the first one of a process. */
    private static boolean isValid(String value) {
        if (value.length() > MAX_BYTES) {
            return false;
        }
        int start = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/') {
                if (!isComponent(value, start, i)) {
                    return false;
                }
                start = i + 1;
            } else if (!isAllowed(c)) {
                return false;
            }
        }
        return isComponent(value, start, value.length());
    }

    private static boolean isComponent(String value, int start, int end) {
        return switch (end - start) {
            case 0 -> false;
            case 1 -> value.charAt(start) != '.';
            case 2 -> value.charAt(start) != '.' || value.charAt(start + 1) != '.';
            default -> true;
        };
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || "._+=@-".indexOf(c) >= 0;
    }
}
