package dev.tardigrade.registry.config.vocabulary;

import java.util.OptionalInt;

/** How unlike two words are, after Damerau: what a typing hand does wrong in one go counts one. */
final class EditDistance {

    private EditDistance() {}

    /**
     * Letters to insert, delete, replace or swap with their neighbour to make one word of the other; empty if they are more than
     * {@code limit}.
     */
    static OptionalInt between(String one, String other, int limit) {
        if (Math.abs(one.length() - other.length()) > limit) {
            return OptionalInt.empty();
        }
        int[][] distances = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                distances[i][j] = distance(distances, i, j, one, other);
            }
        }
        int distance = distances[one.length()][other.length()];
        return distance <= limit ? OptionalInt.of(distance) : OptionalInt.empty();
    }

    private static int distance(int[][] known, int i, int j, String one, String other) {
        if (i == 0 || j == 0) {
            return Math.max(i, j);
        }
        int replaced = known[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(known[i - 1][j], known[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, 1 + known[i - 2][j - 2]) : least;
    }
}
