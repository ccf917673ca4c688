package dev.tardigrade.operator.registry.apply;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field as the API server spells it in a conflict, for instance {@code .spec.template.spec.containers[name="registry"].image}. Dots and
 * brackets of keys are not escaped there, so it can only be read beside an object that has the field.
 */
record FieldPath(String text) {

    /** Takes the field out of an object, in the form of maps and lists. Nothing happens where it is not there. */
    void removeFrom(Map<String, Object> object) {
        remove(object, text);
    }

    private static void remove(@Nullable Object node, String rest) {
        if (node instanceof Map<?, ?> map && rest.startsWith(".")) {
            map.keySet().stream()
                    .map(Objects::toString)
                    .filter(key -> begins(rest.substring(1), key))
                    .max(Comparator.comparingInt(String::length))
                    .ifPresent(key -> step(map.get(key), rest.substring(1 + key.length()), () -> map.remove(key)));
        } else if (node instanceof List<?> list && rest.startsWith("[")) {
            var end = rest.indexOf(']');
            var entries = List.copyOf((Collection<?>) list);
            entries.stream()
                    .filter(entry -> end > 0 && isMeant(entry, rest.substring(1, end)))
                    .findFirst()
                    .ifPresent(entry -> step(entry, rest.substring(end + 1), () -> list.remove(entry)));
        }
    }

    private static void step(@Nullable Object node, String rest, Runnable remove) {
        if (rest.isEmpty()) {
            remove.run();
        } else {
            remove(node, rest);
        }
    }

    private static boolean begins(String rest, String key) {
        return rest.startsWith(key)
                && (rest.length() == key.length()
                        || rest.charAt(key.length()) == '.'
                        || rest.charAt(key.length()) == '[');
    }

    /** Whether the entry has the keys, {@code name="registry",protocol="TCP"}, or is the value, {@code ="text"}. */
    private static boolean isMeant(Object entry, String keys) {
        if (keys.startsWith("=")) {
            return unquoted(keys.substring(1)).equals(Objects.toString(entry));
        }
        return entry instanceof Map<?, ?> map
                && List.of(keys.split(",", -1)).stream().allMatch(key -> {
                    var equals = key.indexOf('=');
                    return equals > 0
                            && unquoted(key.substring(equals + 1))
                                    .equals(Objects.toString(map.get(key.substring(0, equals))));
                });
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
}
