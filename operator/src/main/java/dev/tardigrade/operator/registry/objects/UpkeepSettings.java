package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.upkeep.GarbageCollection;
import dev.tardigrade.api.v1alpha1.upkeep.RetentionRule;
import dev.tardigrade.operator.registry.model.Blueprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What servers do by themselves, as their configuration spells it. What the spec leaves out is left to them: it restarts none. */
final class UpkeepSettings {

    private UpkeepSettings() {}

    /** The section {@code gc}. */
    static Optional<Map<String, Object>> gc(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.spec().gc()).map(UpkeepSettings::written);
    }

    private static Map<String, Object> written(GarbageCollection gc) {
        return new TreeMap<>(Map.of(
                "enabled",
                !gc.suspend(),
                "interval",
                gc.interval(),
                "graceperiod",
                gc.gracePeriod(),
                "untagged",
                gc.untagged()));
    }

    /** The section {@code retention}. */
    static Optional<Map<String, Object>> retention(Blueprint blueprint) {
        List<Map<String, Object>> rules = blueprint.spec().retention().stream()
                .map(UpkeepSettings::written)
                .toList();
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        var settings = new TreeMap<String, Object>(Map.of("rules", rules));
        GarbageCollection gc = blueprint.spec().gc();
        if (gc != null && gc.dryRetention()) {
            settings.put("dryrun", true);
        }
        return Optional.of(settings);
    }

    private static Map<String, Object> written(RetentionRule rule) {
        var keep = new TreeMap<String, Object>();
        Optional.ofNullable(rule.keep().newest()).ifPresent(newest -> keep.put("newest", newest));
        Optional.ofNullable(rule.keep().pushedWithin()).ifPresent(within -> keep.put("pushedwithin", within));
        if (!rule.keep().tags().isEmpty()) {
            keep.put("tags", rule.keep().tags());
        }
        return new TreeMap<>(Map.of("repositories", rule.repositories(), "tags", rule.tags(), "keep", keep));
    }

    /** The section {@code storage.maintenance}. */
    static Optional<Map<String, Object>> maintenance(Blueprint blueprint) {
        var settings = new TreeMap<String, Object>();
        if (blueprint.spec().readOnly()) {
            settings.put("readonly", Map.of("enabled", true));
        }
        if (blueprint.spec().uploads() != null) {
            settings.put(
                    "uploadpurging",
                    new TreeMap<>(Map.of(
                            "enabled", true, "age", blueprint.spec().uploads().maxAge())));
        }
        return settings.isEmpty() ? Optional.empty() : Optional.of(settings);
    }
}
