package dev.tardigrade.api.v1alpha1.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** An address of a registry. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoint(
        @JsonPropertyDescription("Name of the exposure.") @Required
        String name,

        @JsonPropertyDescription("Type of the exposure.") @Required
        ExposureType type,

        @JsonPropertyDescription("Host and port: the first part of image names. Missing while there is no address yet.")
        @Nullable String host,

        @JsonPropertyDescription("URL of the registry. Missing while there is no address yet.") @Nullable String url,

        @JsonPropertyDescription("Why clients cannot use this exposure yet, as one word. Missing when they can.")
        @Nullable String reason,

        @JsonPropertyDescription("Cause and remedy, where there is a reason.") @Nullable String message) {}
