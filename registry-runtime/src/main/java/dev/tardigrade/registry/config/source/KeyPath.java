package dev.tardigrade.registry.config.source;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way from the root of a configuration to one of its settings, for instance {@code log.level}.
 *
 * @param elements names of the sections and last of the key; none for the root
 */
public record KeyPath(List<String> elements) {

    /** What the names of the environment variables of a registry begin with. */
    public static final String VARIABLE_PREFIX = "REGISTRY_";

    public static final KeyPath ROOT = new KeyPath(List.of());

    public KeyPath {
        elements = List.copyOf(elements);
    }

    /** Splits at the dots. */
    public static KeyPath of(String dotted) {
        return new KeyPath(List.of(dotted.split("\\.", -1)));
    }

    public KeyPath child(String element) {
        return new KeyPath(Stream.concat(elements.stream(), Stream.of(element)).toList());
    }

    /** The path without its last element. The root has none. */
    public KeyPath parent() {
        return new KeyPath(elements.subList(0, elements.size() - 1));
    }

    public String last() {
        return elements.getLast();
    }

    public boolean isRoot() {
        return elements.isEmpty();
    }

    /** Whether this is {@code other} or lies below it. */
    public boolean isWithin(KeyPath other) {
        return elements.size() >= other.elements.size()
                && elements.subList(0, other.elements.size()).equals(other.elements);
    }

    /** The environment variable that overrides it. */
    public String variable() {
        return elements.stream()
                .map(element -> element.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("_", VARIABLE_PREFIX, ""));
    }

    @Override
    public String toString() {
        return String.join(".", elements);
    }
}
