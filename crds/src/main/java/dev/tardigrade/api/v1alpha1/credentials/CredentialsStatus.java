package dev.tardigrade.api.v1alpha1.credentials;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The credentials in use. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CredentialsStatus(
        @JsonPropertyDescription("When the grant of the gateway ends, in UTC (RFC 3339). Missing where it has no end.")
        @Nullable String notAfter,

        @JsonPropertyDescription("When grant and keys of the gateway were last made anew, in UTC (RFC 3339).") @Nullable String lastRotation) {}
