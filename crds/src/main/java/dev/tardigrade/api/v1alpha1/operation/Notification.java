package dev.tardigrade.api.v1alpha1.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who is told of what clients do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Notification(
        @JsonPropertyDescription("Name of the receiver, unique in its Registry; at most 40 characters.")
        @Required
        @Size(min = 1, max = 40) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "URL that each event is posted to, for instance https://scanner.example.com/events. Servers must reach it;"
                        + " redirects are not followed.")
        @Required
        @Size(max = 1024) @Pattern("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$") String url,

        @JsonPropertyDescription(
                "A Secret of the same namespace with headers for each request, for instance Authorization. Default: none.")
        @Nullable HeadersReference headersSecretRef,

        @JsonPropertyDescription("What it is told of: pull, push, mount, delete. Default: all of them.")
        @Default("[\"pull\", \"push\", \"mount\", \"delete\"]")
        @Size(min = 1, max = 4) List<EventKind> events,

        @JsonPropertyDescription(
                "How events are written. Docker: the envelope of registry:2. CloudEvents: CloudEvents 1.0, structured mode."
                        + " Default: Docker.")
        @Default("Docker")
        EventFormat format) {

    public Notification {
        events = events == null ? List.of(EventKind.values()) : List.copyOf(events);
        format = format == null ? EventFormat.Docker : format;
    }
}
