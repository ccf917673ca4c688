package dev.tardigrade.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out where a new schema refuses, or loses, what an older one took. */
final class Compatibility {

    private final List<String> breaks = new ArrayList<>();

    private Compatibility() {}

    /** What breaks objects that the older schema took; empty where nothing does. */
    static List<String> breaks(JSONSchemaProps older, JSONSchemaProps newer) {
        var comparison = new Compatibility();
        comparison.compare("", older, newer);
        return comparison.breaks;
    }

    private void compare(String path, JSONSchemaProps older, JSONSchemaProps newer) {
        compareKinds(path, older, newer);
        compareLimits(path, older, newer);
        check(values(older).isEmpty() || values(newer).containsAll(values(older)), path, "takes fewer values");
        check(older.getDefault() == null || older.getDefault().equals(newer.getDefault()), path, "has another default");
        check(required(older).containsAll(required(newer)), path, "requires more");
        compareRules(path, older, newer);
        properties(older).forEach((name, property) -> {
            var kept = properties(newer).get(name);
            check(kept != null, path + "." + name, "is gone");
            if (kept != null) {
                compare(path + "." + name, property, kept);
            }
        });
        if (older.getItems() != null && newer.getItems() != null) {
            compare(path + "[]", older.getItems().getSchema(), newer.getItems().getSchema());
        }
        compareEntries(path, older.getAdditionalProperties(), newer.getAdditionalProperties());
    }

    private void compareKinds(String path, JSONSchemaProps older, JSONSchemaProps newer) {
        check(
                Objects.equals(older.getType(), newer.getType())
                        && Objects.equals(older.getXKubernetesIntOrString(), newer.getXKubernetesIntOrString()),
                path,
                "has another type");
        check(newer.getFormat() == null || newer.getFormat().equals(older.getFormat()), path, "has another format");
        check(!isTrue(older.getNullable()) || isTrue(newer.getNullable()), path, "takes no null");
        check(
                !isTrue(older.getXKubernetesPreserveUnknownFields())
                        || isTrue(newer.getXKubernetesPreserveUnknownFields()),
                path,
                "loses what it does not know");
        // Whoever applies owns the whole list, or each entry by its key: that a list changes its kind takes fields from
        // their owners.
        check(
                Objects.equals(older.getXKubernetesListType(), newer.getXKubernetesListType())
                        && Objects.equals(older.getXKubernetesListMapKeys(), newer.getXKubernetesListMapKeys()),
                path,
                "is another kind of list");
    }

    /** Entries whose names are the user's. */
    private void compareEntries(
            String path, @Nullable JSONSchemaPropsOrBool older, @Nullable JSONSchemaPropsOrBool newer) {
        if (older == null) {
            return;
        }
        if (newer == null || (newer.getSchema() == null && !isTrue(newer.getAllows()))) {
            breaks.add(path + " takes no entries");
        } else if (older.getSchema() != null && newer.getSchema() != null) {
            compare(path + "{}", older.getSchema(), newer.getSchema());
        } else {
            check(newer.getSchema() == null, path, "takes some entries only");
        }
    }

    private void compareLimits(String path, JSONSchemaProps older, JSONSchemaProps newer) {
        check(
                Objects.equals(older.getPattern(), newer.getPattern())
                        || newer.getPattern() == null
                        || Tolerated.pattern(path, newer.getPattern()),
                path,
                "has another pattern");
        // No field could hold more than that.
        check(
                isNotLess(older.getMaximum(), newer.getMaximum()) || newer.getMaximum() >= Integer.MAX_VALUE,
                path,
                "has a lower maximum");
        check(isNotLess(newer.getMinimum(), older.getMinimum(), 0), path, "has a higher minimum");
        check(
                isNotLess(older.getMaxLength(), newer.getMaxLength()) || Tolerated.length(path, newer.getMaxLength()),
                path,
                "takes shorter texts only");
        check(isNotLess(older.getMaxItems(), newer.getMaxItems()), path, "takes fewer items");
        check(isNotLess(older.getMaxProperties(), newer.getMaxProperties()), path, "takes fewer entries");
        check(isNotLess(newer.getMinLength(), older.getMinLength(), 0), path, "takes longer texts only");
        check(isNotLess(newer.getMinItems(), older.getMinItems(), 0), path, "takes more items only");
    }

    /** A rule that is new may only speak of fields that are new, too. */
    private void compareRules(String path, JSONSchemaProps older, JSONSchemaProps newer) {
        var known = rules(older).stream().map(ValidationRule::getRule).collect(Collectors.toSet());
        var added = properties(newer).keySet().stream()
                .filter(name -> !properties(older).containsKey(name))
                .toList();
        rules(newer).stream()
                .filter(rule -> !known.contains(rule.getRule()) && !Tolerated.rule(path, rule.getMessage()))
                .filter(rule -> added.stream().noneMatch(name -> rule.getRule().contains("self." + name)))
                .forEach(rule -> breaks.add(path + " has a rule that is new: " + rule.getMessage()));
    }

    private void check(boolean kept, String path, String otherwise) {
        if (!kept) {
            breaks.add(path + " " + otherwise);
        }
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static boolean isNotLess(Number older, Number newer) {
        return newer == null || (older != null && newer.doubleValue() >= older.doubleValue());
    }

    /** With what stands for a limit that is missing. */
    private static boolean isNotLess(Number newer, Number older, int missing) {
        return Objects.requireNonNullElse(newer, missing).doubleValue()
                <= Objects.requireNonNullElse(older, missing).doubleValue();
    }

    private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
        return Objects.requireNonNullElse(schema.getProperties(), Map.of());
    }

    private static Set<String> required(JSONSchemaProps schema) {
        return Set.copyOf(Objects.requireNonNullElse(schema.getRequired(), List.of()));
    }

    private static Set<Object> values(JSONSchemaProps schema) {
        return Set.copyOf(Objects.requireNonNullElse(schema.getEnum(), List.of()));
    }

    private static List<ValidationRule> rules(JSONSchemaProps schema) {
        return Objects.requireNonNullElse(schema.getXKubernetesValidations(), List.of());
    }
}
