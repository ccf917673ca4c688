package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.access.ImmutableTags;
import dev.tardigrade.api.v1alpha1.operation.EventFormat;
import dev.tardigrade.api.v1alpha1.operation.EventKind;
import dev.tardigrade.api.v1alpha1.operation.Notification;
import dev.tardigrade.api.v1alpha1.upstream.Upstream;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.exposure.ToldAddress;
import dev.tardigrade.operator.registry.objects.secret.FilesSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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

    /** The section {@code notifications}. */
    static Optional<Map<String, Object>> notifications(Blueprint blueprint) {
        List<Map<String, Object>> endpoints = blueprint.spec().notifications().stream()
                .map(receiver -> endpoint(blueprint, receiver))
                .toList();
        if (endpoints.isEmpty()) {
            return Optional.empty();
        }
        var settings = new TreeMap<String, Object>(Map.of("endpoints", endpoints));
        // Not http.host, by which clients of all exposures would be sent to one of them for their tokens.
        ToldAddress.of(blueprint).ifPresent(address -> settings.put("host", address));
        return Optional.of(settings);
    }

    private static Map<String, Object> endpoint(Blueprint blueprint, Notification receiver) {
        var endpoint = new LinkedHashMap<String, Object>();
        endpoint.put("name", receiver.name());
        endpoint.put("url", receiver.url());
        endpoint.put("timeout", "5s");
        if (blueprint.files().headers().containsKey(receiver.name())) {
            endpoint.put("headersfile", FilesSecret.headersFile(receiver.name()));
        }
        var ignored = Stream.of(EventKind.values())
                .filter(kind -> !receiver.events().contains(kind))
                .map(EventKind::name)
                .toList();
        if (!ignored.isEmpty()) {
            endpoint.put("ignore", Map.of("actions", ignored));
        }
        if (receiver.format() == EventFormat.CloudEvents) {
            endpoint.put("format", "cloudevents");
        }
        return endpoint;
    }

    /** The section {@code upstreams}. */
    static Optional<List<Map<String, Object>>> upstreams(Blueprint blueprint) {
        List<Map<String, Object>> upstreams = blueprint.spec().upstreams().stream()
                .map(upstream -> written(blueprint, upstream))
                .toList();
        return upstreams.isEmpty() ? Optional.empty() : Optional.of(upstreams);
    }

    private static Map<String, Object> written(Blueprint blueprint, Upstream upstream) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("name", upstream.name());
        settings.put("url", upstream.url());
        settings.put("prefix", upstream.prefix());
        settings.put("ttl", upstream.ttl());
        if (blueprint.files().logins().containsKey(upstream.name())) {
            settings.put("usernamefile", FilesSecret.loginUserFile(upstream.name()));
            settings.put("passwordfile", FilesSecret.loginPasswordFile(upstream.name()));
        }
        return settings;
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
