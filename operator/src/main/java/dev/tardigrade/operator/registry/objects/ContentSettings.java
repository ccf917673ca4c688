package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.access.ImmutableTags;
import dev.tardigrade.operator.registry.model.Blueprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What clients may do to content and how much at a time, as the configuration of servers spells it. */
final class ContentSettings {

    private ContentSettings() {}

    /** The section {@code tags}. */
    static Optional<Map<String, Object>> tags(Blueprint blueprint) {
        List<Map<String, Object>> rules = blueprint.spec().immutableTags().stream()
                .map(ContentSettings::written)
                .toList();
        return rules.isEmpty() ? Optional.empty() : Optional.of(Map.of("immutable", rules));
    }

    private static Map<String, Object> written(ImmutableTags tags) {
        var rule = new TreeMap<String, Object>(Map.of("tags", tags.tags(), "repositories", tags.repositories()));
        if (!tags.except().isEmpty()) {
            rule.put("except", tags.except());
        }
        return rule;
    }

    /** The section {@code http.limits}. */
    static Optional<Map<String, Object>> limits(Blueprint blueprint) {
        var settings = new TreeMap<String, Object>();
        Optional.ofNullable(blueprint.spec().limits()).ifPresent(limits -> {
            Optional.ofNullable(limits.read()).ifPresent(most -> settings.put("reads", most));
            Optional.ofNullable(limits.write()).ifPresent(most -> settings.put("writes", most));
        });
        return settings.isEmpty() ? Optional.empty() : Optional.of(settings);
    }
}
