package dev.tardigrade.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A key of a Secret in the namespace of the {@code Registry}. */
public record KeyReference(
        @JsonPropertyDescription("Name of the Secret.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name,

        @JsonPropertyDescription("Key whose value is used.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[-._a-zA-Z0-9]+$") String key) {}
