package dev.tardigrade.api.v1alpha1.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where headers of requests are: a Secret in the namespace of the {@code Registry}. */
public record HeadersReference(
        @JsonPropertyDescription(
                "Name of the Secret. Each of its keys is the name of a header, for instance Authorization.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name) {}
