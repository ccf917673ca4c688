package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.message.Exchange;
import java.util.List;
import java.util.Map;

/**
 * Headers that every answer has.
 *
 * @param configured by the operator, in addition to our own
 */
public record AnswerHeaders(Map<String, List<String>> configured) {

    public AnswerHeaders {
        configured = Map.copyOf(configured);
    }

    void addTo(Exchange exchange) {
        configured.forEach((name, values) -> exchange.set(name, values));
    }
}
