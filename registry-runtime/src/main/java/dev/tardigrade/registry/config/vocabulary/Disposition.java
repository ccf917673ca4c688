package dev.tardigrade.registry.config.vocabulary;

import java.util.HashSet;
import java.util.Set;

/** What is done with a key of the format. */
public sealed interface Disposition {

    /** One sentence: what the key means, why it has no effect, or what to do instead. */
    String meaning();

    /** Works. */
    record Supported(Shape shape, String meaning) implements Disposition {}

    /** Accepted, with all that is below it; has no effect. {@code silent} values ask for what is done anyway. */
    record Ignored(String meaning, Set<String> silent) implements Disposition {}

    /** Not started with, because leaving it out would be unsafe or not what was asked for. {@code silent} values ask for nothing. */
    record Refused(String meaning, Set<String> silent) implements Disposition {}

    /** What a supported key holds. */
    enum Shape {
        /** One text, number or yes or no. */
        SCALAR,
        /** One text that must not be seen. May come from a file as well. */
        SECRET,
        /** A list of texts. */
        LIST,
        /** Keys of the user's choice. */
        FREE
    }

    static Disposition supported(String meaning) {
        return new Supported(Shape.SCALAR, meaning);
    }

    static Disposition secret(String meaning) {
        return new Supported(Shape.SECRET, meaning);
    }

    static Disposition list(String meaning) {
        return new Supported(Shape.LIST, meaning);
    }

    static Disposition free(String meaning) {
        return new Supported(Shape.FREE, meaning);
    }

    /** Warned of, unless it is empty, off, or one of {@code silent}. */
    static Disposition ignored(String meaning, String... silent) {
        return new Ignored(meaning, offOr(silent));
    }

    /** Warned of, unless it is one of {@code silent}. */
    static Disposition ignoredUnless(String meaning, String... silent) {
        return new Ignored(meaning, Set.of(silent));
    }

    /** Refused, unless it is empty, off, or one of {@code silent}. */
    static Disposition refused(String remedy, String... silent) {
        return new Refused(remedy, offOr(silent));
    }

    /** Refused even when nothing is set below it. */
    static Disposition refusedWhole(String remedy) {
        return new Refused(remedy, Set.of());
    }

    private static Set<String> offOr(String... silent) {
        Set<String> off = new HashSet<>(Set.of("", "false", "0"));
        off.addAll(Set.of(silent));
        return Set.copyOf(off);
    }
}
