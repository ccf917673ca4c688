package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.upkeep.GarbageCollection;
import dev.tardigrade.operator.registry.model.Blueprint;
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
