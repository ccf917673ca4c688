package dev.tardigrade.registry.config.source;

import java.util.regex.Pattern;

/**
 * Something to say about a setting, in one line that names the place, the key and the remedy and holds no secret.
 *
 * @param path the key; the root if it is about the file as a whole
 * @param message what is wrong, and what to do about it; control characters are made visible
 */
public record Finding(Origin origin, KeyPath path, String message) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
    private static final int MAX_LENGTH = 600;

    /** What a terminal or a log shows: no line breaks, nothing that changes its state, and not without end. */
    private static String printable(String text) {
        String shown = CONTROL.matcher(text).replaceAll("?");
        return shown.length() <= MAX_LENGTH ? shown : shown.substring(0, MAX_LENGTH) + "…";
    }

    @Override
    public String toString() {
        return printable(
                switch (origin) {
                    case Origin.Line line -> line + ": " + subject();
                    case Origin.Variable(var name)
                    when path.isRoot() || name.equals(path.variable()) -> name + ": " + message;
                    case Origin.Variable(var name) -> name + ": " + subject();
                    case Origin.Nowhere() -> subject();
                });
    }

    private String subject() {
        return path.isRoot() ? message : path + ": " + message;
    }
}
