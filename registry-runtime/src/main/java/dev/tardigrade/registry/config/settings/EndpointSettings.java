package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Who is told of what clients do.
 *
 * @param headers of each request to it, by name
 * @param threshold of tries that fail in a row, before there is a pause
 * @param ignoredActions words of what it is not told of
 * @param cloudEvents whether events are written as CloudEvents, and not as {@code registry:2} does
 */
public record EndpointSettings(
        String name,
        URI url,
        Map<String, Secret> headers,
        Duration timeout,
        int threshold,
        Duration backoff,
        Set<String> ignoredActions,
        Set<String> ignoredMediaTypes,
        boolean cloudEvents) {

    public EndpointSettings {
        headers = Map.copyOf(headers);
        ignoredActions = Set.copyOf(ignoredActions);
        ignoredMediaTypes = Set.copyOf(ignoredMediaTypes);
    }
}
