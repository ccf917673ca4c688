package dev.tardigrade.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A variable of the server's environment. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.value) != has(self.secretKeyRef)",
        message = "a variable needs exactly one of value and secretKeyRef")
@ValidationRule(
        value = "!self.name.startsWith('REGISTRY_') || self.name.startsWith('REGISTRY_LOG_')",
        message =
                "variables that begin with REGISTRY_ are settings, which the operator makes from spec; only those with"
                        + " REGISTRY_LOG_ can be set")
public record EnvironmentVariable(
        @JsonPropertyDescription("Name of the variable, unique in the list.")
        @Required
        @Size(min = 1, max = 128) @Pattern("^[A-Za-z_][A-Za-z0-9_]*$") String name,

        @JsonPropertyDescription("Its value, which is shown to all who can read the Registry. Default: none.")
        @Size(max = 4096) @Nullable String value,

        @JsonPropertyDescription("A key of a Secret of the same namespace that has the value. Default: none.") @Nullable KeyReference secretKeyRef) {}
