package dev.tardigrade.registry.notifications;

import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Who is told of events.
 *
 * @param headers of each request to it
 * @param timeout until it has answered
 * @param threshold of tries that fail in a row, after which there is a pause before each further one
 * @param pause first one; it doubles with each further try, up to five minutes
 * @param ignoredMediaTypes of targets that it is not told of
 */
public record Receiver(
        String name,
        URI url,
        Map<String, Secret> headers,
        Duration timeout,
        int threshold,
        Duration pause,
        Set<EventAction> ignoredActions,
        Set<String> ignoredMediaTypes,
        EventFormat format) {

    public Receiver {
        headers = Map.copyOf(headers);
        ignoredActions = Set.copyOf(ignoredActions);
        ignoredMediaTypes = Set.copyOf(ignoredMediaTypes);
    }

    boolean wants(Event event) {
        return !ignoredActions.contains(event.action())
                && event.target()
                        .mediaType()
                        .filter(type -> ignoredMediaTypes.contains(type.value()))
                        .isEmpty();
    }
}
