package dev.tardigrade.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out where a new schema refuses, or loses, what an older one took. */
final class Compatibility {

    /** Patterns, and the wider ones in their place, which take all that these take: no program can tell. */
    private static final Map<String, String> WIDENED = Map.of(
            "^(anonymous|authenticated|(user|group):[^:,\\s]{1,128})$",
            "^(anonymous|authenticated|(user|group|robot):[^:,\\s]{1,128}|oidc:([*]{1,2}|([*]{0,2}[^*,\\s])+[*]{0,2})"
                    + "|serviceaccount:([a-z0-9-]+[*]?|[*])/([a-z0-9.-]+[*]?|[*]))$");

    /** Patterns that refuse only what the operator could not read, so that no Registry ever worked with it. */
    private static final Set<String> READABLE =
            Set.of(Numbers.QUANTITY, "^\\S+$", "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$");

    /** Rules that refuse what should never have been taken. */
    private static final Set<String> SAFETY = Set.of(
            "annotations cannot hold snippets: they are configuration of the whole Ingress controller",
            "annotations cannot begin with tardigrade.dev/: the operator tells pods apart by those");

    /** What those patterns let through at most, where a limit of the length is new. */
    private static final long LONGEST = 134;

    private final List<String> breaks = new ArrayList<>();

    private Compatibility() {}

    /** What breaks objects that the older schema took; empty where nothing does. */
    static List<String> breaks(JSONSchemaProps older, JSONSchemaProps newer) {
        var comparison = new Compatibility();
        comparison.compare("", older, newer);
        return comparison.breaks;
    }

    private void compare(String path, JSONSchemaProps older, JSONSchemaProps newer) {
        check(Objects.equals(older.getType(), newer.getType()), path, "has another type");
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
    }

    private void compareLimits(String path, JSONSchemaProps older, JSONSchemaProps newer) {
        var widened = newer.getPattern() != null
                && newer.getPattern().equals(WIDENED.get(Objects.requireNonNullElse(older.getPattern(), "")));
        check(
                Objects.equals(older.getPattern(), newer.getPattern())
                        || newer.getPattern() == null
                        || widened
                        || READABLE.contains(newer.getPattern()),
                path,
                "has another pattern");
        // No field could hold more than that.
        check(
                isNotLess(older.getMaximum(), newer.getMaximum()) || newer.getMaximum() >= Integer.MAX_VALUE,
                path,
                "has a lower maximum");
        check(isNotLess(newer.getMinimum(), older.getMinimum(), 0), path, "has a higher minimum");
        check(
                isNotLess(older.getMaxLength(), newer.getMaxLength()) || (widened && newer.getMaxLength() >= LONGEST),
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
                .filter(rule -> !known.contains(rule.getRule()) && !SAFETY.contains(rule.getMessage()))
                .filter(rule -> added.stream().noneMatch(name -> rule.getRule().contains("self." + name)))
                .forEach(rule -> breaks.add(path + " has a rule that is new: " + rule.getMessage()));
    }

    private void check(boolean kept, String path, String otherwise) {
        if (!kept) {
            breaks.add(path + " " + otherwise);
        }
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
