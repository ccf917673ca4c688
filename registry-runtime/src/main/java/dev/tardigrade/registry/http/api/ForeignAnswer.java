package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.model.Bytes;
import java.util.Map;

/**
 * What another replica answers to the request of a client.
 *
 * @param headers that the client is to have
 */
public record ForeignAnswer(int status, Map<String, String> headers, Bytes body) {

    public ForeignAnswer {
        headers = Map.copyOf(headers);
    }
}
