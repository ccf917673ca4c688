package dev.tardigrade.registry.config.vocabulary;

import dev.tardigrade.registry.config.source.KeyPath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds keys by their path, and what was probably meant by a path that is none. */
final class Vocabulary {

    /** How many changes of a letter still make a likely slip, by the length of what was written. */
    private static final int LETTERS_PER_SLIP = 4;

    private static final int SHORTEST_PART = 4;
    private static final Map<KeyPath, Key> KEYS = keys();

    private Vocabulary() {}

    /** The key with this path, or the one that stands for it because it is below that. */
    static Optional<Key> covering(KeyPath path) {
        for (KeyPath at = path; !at.isRoot(); at = at.parent()) {
            Key key = KEYS.get(at);
            if (key != null) {
                return at.equals(path) || coversWhatIsBelow(key) ? Optional.of(key) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether keys lie below this path, which itself is none. */
    static boolean isSection(KeyPath path) {
        return KEYS.keySet().stream().anyMatch(key -> !key.equals(path) && key.isWithin(path));
    }

    /** The key or section that looks most like a path that is neither; empty if none looks like it. */
    static Optional<KeyPath> nearest(KeyPath unknown) {
        return moved(unknown).or(() -> misspelt(unknown)).or(() -> partOfSibling(unknown));
    }

    /** Written below the wrong section: {@code delete.enabled} for {@code storage.delete.enabled}. */
    private static Optional<KeyPath> moved(KeyPath unknown) {
        String end = "." + unknown;
        return candidates().filter(path -> ("." + path).endsWith(end)).findFirst();
    }

    private static Optional<KeyPath> misspelt(KeyPath unknown) {
        int tolerance = Math.max(2, unknown.toString().length() / LETTERS_PER_SLIP);
        return candidates()
                .filter(path -> distance(path, unknown) <= tolerance)
                .min(Comparator.comparingInt(path -> distance(path, unknown)));
    }

    /** Shortened: {@code storage.s3.endpoint} for {@code storage.s3.regionendpoint}. */
    private static Optional<KeyPath> partOfSibling(KeyPath unknown) {
        String part = unknown.last();
        return candidates()
                .filter(path -> path.parent().equals(unknown.parent()))
                .filter(path ->
                        part.length() >= SHORTEST_PART && (path.last().contains(part) || part.contains(path.last())))
                .findFirst();
    }

    private static Stream<KeyPath> candidates() {
        return KEYS.keySet().stream()
                .flatMap(path -> Stream.iterate(path, at -> !at.isRoot(), KeyPath::parent))
                .distinct();
    }

    private static int distance(KeyPath one, KeyPath other) {
        return EditDistance.between(one.toString(), other.toString());
    }

    private static boolean coversWhatIsBelow(Key key) {
        return switch (key.disposition()) {
            case Disposition.Supported supported -> supported.shape() == Disposition.Shape.FREE;
            case Disposition.Ignored _, Disposition.Refused _ -> true;
        };
    }

    private static Map<KeyPath, Key> keys() {
        Map<KeyPath, Key> keys = new LinkedHashMap<>();
        Arrays.stream(Key.values()).forEach(key -> keys.put(key.path(), key));
        return keys;
    }
}
