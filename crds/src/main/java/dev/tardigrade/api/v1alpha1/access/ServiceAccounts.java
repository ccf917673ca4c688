package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Pods of the cluster that log in by the token of their ServiceAccount. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceAccounts(
        @JsonPropertyDescription(
                "For whom tokens must be made, the audience of their projected volume, 1 to 256 characters. Default: NAME.NAMESPACE"
                        + " of the Registry.")
        @Size(min = 1, max = 256) @Pattern("^[!-~]+$") @Nullable String audience) {}
