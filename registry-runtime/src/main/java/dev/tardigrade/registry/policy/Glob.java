package dev.tardigrade.registry.policy;

import java.util.Arrays;

/** A text with wildcards: {@code *} stands for any characters but a slash, {@code **} for any characters. */
record Glob(String text) {

    /** Takes time in proportion to the product of the two lengths, whatever the pattern. */
    boolean matches(String name) {
        boolean[] reached = new boolean[name.length() + 1];
        reached[0] = true;
        int at = 0;
        while (at < text.length()) {
            boolean across = text.startsWith("**", at);
            reached = text.charAt(at) == '*' ? star(name, reached, across) : character(name, reached, text.charAt(at));
            at += across ? 2 : 1;
        }
        return reached[name.length()];
    }

    private static boolean[] star(String name, boolean[] before, boolean across) {
        boolean[] after = Arrays.copyOf(before, before.length);
        for (int i = 0; i < name.length(); i++) {
            after[i + 1] |= after[i] && (across || name.charAt(i) != '/');
        }
        return after;
    }

    private static boolean[] character(String name, boolean[] before, char expected) {
        boolean[] after = new boolean[before.length];
        for (int i = 0; i < name.length(); i++) {
            after[i + 1] = before[i] && name.charAt(i) == expected;
        }
        return after;
    }
}
