package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a registry's storage can do. */
public record Capabilities(
        @JsonPropertyDescription("Whether an object can be written on the condition that it does not exist.")
        Boolean createOnce,

        @JsonPropertyDescription("Whether equal ETags mean equal contents.")
        Boolean etagIsContentHash) {}
