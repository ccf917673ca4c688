package dev.tardigrade.registry.model;

/** What of a client's text may be shown in a message: short, and printable. */
final class Excerpt {

    private static final int MAX = 100;

    private Excerpt() {}

    static String of(String text) {
        String shown = text.length() <= MAX ? text : text.substring(0, MAX) + "…";
        return "\"" + shown.replaceAll("[^\\x20-\\x7E…]|\"", "?") + "\"";
    }
}
