package dev.tardigrade.registry.config.vocabulary;

import dev.tardigrade.registry.config.source.KeyPath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds keys by their path, and what was probably meant by a path that is none. */
final class Vocabulary {

    /** Of a name, every other letter may be wrong; of a whole path only every sixth, for most of it is right by itself. */
    private static final int LETTERS_PER_SLIP_IN_NAME = 2;

    private static final int LETTERS_PER_SLIP_IN_PATH = 6;

    /** Much longer than any key. */
    private static final int LONGEST_WRITTEN = 100;

    private static final int SHORTEST_PART = 4;
    private static final Map<KeyPath, Key> KEYS = keys();

    /** All keys and sections. */
    private static final List<KeyPath> CANDIDATES = KEYS.keySet().stream()
            .flatMap(path -> Stream.iterate(path, at -> !at.isRoot(), KeyPath::parent))
            .distinct()
            .toList();

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
        if (unknown.toString().length() > LONGEST_WRITTEN) {
            return Optional.empty();
        }
        return moved(unknown)
                .or(() -> misspeltName(unknown))
                .or(() -> misspeltPath(unknown))
                .or(() -> partOfSibling(unknown))
                .or(() -> elsewhereInSection(unknown));
    }

    /** Written below the wrong section: {@code delete.enabled} for {@code storage.delete.enabled}. */
    private static Optional<KeyPath> moved(KeyPath unknown) {
        String end = "." + unknown;
        return candidates().filter(path -> ("." + path).endsWith(end)).findFirst();
    }

    private static Optional<KeyPath> misspeltName(KeyPath unknown) {
        int tolerance = Math.max(1, unknown.last().length() / LETTERS_PER_SLIP_IN_NAME);
        return closest(siblings(unknown), path -> EditDistance.between(path.last(), unknown.last(), tolerance));
    }

    private static Optional<KeyPath> misspeltPath(KeyPath unknown) {
        String written = unknown.toString();
        int tolerance = written.length() / LETTERS_PER_SLIP_IN_PATH;
        return closest(candidates(), path -> EditDistance.between(path.toString(), written, tolerance));
    }

    private static Optional<KeyPath> closest(Stream<KeyPath> paths, Function<KeyPath, OptionalInt> distance) {
        return paths.filter(path -> distance.apply(path).isPresent())
                .min(Comparator.comparingInt(path -> distance.apply(path).orElse(Integer.MAX_VALUE)));
    }

    /** A level is missing: {@code http.certificate} for {@code http.tls.certificate}. Only where no other key has that name. */
    private static Optional<KeyPath> elsewhereInSection(KeyPath unknown) {
        List<KeyPath> same = candidates()
                .filter(path ->
                        path.elements().getFirst().equals(unknown.elements().getFirst()))
                .filter(path -> path.last().equals(unknown.last()))
                .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    /** Shortened: {@code storage.s3.endpoint} for {@code storage.s3.regionendpoint}. */
    private static Optional<KeyPath> partOfSibling(KeyPath unknown) {
        String part = unknown.last();
        return siblings(unknown)
                .filter(path ->
                        part.length() >= SHORTEST_PART && (path.last().contains(part) || part.contains(path.last())))
                .findFirst();
    }

    private static Stream<KeyPath> candidates() {
        return CANDIDATES.stream();
    }

    private static Stream<KeyPath> siblings(KeyPath unknown) {
        return candidates().filter(path -> path.parent().equals(unknown.parent()));
    }

    private static boolean coversWhatIsBelow(Key key) {
        return switch (key.disposition()) {
            case Disposition.Supported supported ->
                supported.shape() == Disposition.Shape.FREE || supported.shape() == Disposition.Shape.LIST;
            case Disposition.Ignored _, Disposition.Refused _ -> true;
        };
    }

    private static Map<KeyPath, Key> keys() {
        Map<KeyPath, Key> keys = new LinkedHashMap<>();
        Arrays.stream(Key.values()).forEach(key -> keys.put(key.path(), key));
        return keys;
    }
}
