package dev.tardigrade.registry.config.settings;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what clients do, and where that is found.
 *
 * @param host of the addresses of contents; null where none is told
 */
public record NotificationSettings(@Nullable URI host, List<EndpointSettings> endpoints) {

    public NotificationSettings {
        endpoints = List.copyOf(endpoints);
    }
}
