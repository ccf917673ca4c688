package dev.tardigrade.api.v1alpha1.scaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Limits and aims of an autoscaler. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "self.minReplicas <= self.maxReplicas",
        message = "minReplicas cannot be larger than maxReplicas")
public record Autoscaling(
        @JsonPropertyDescription("The least number of server pods, 1 to 64. Default: 2.") @Default("2") @Min(1) @Max(64) Integer minReplicas,

        @JsonPropertyDescription("The largest number of server pods, 1 to 64.") @Required @Min(1) @Max(64) Integer maxReplicas,

        @JsonPropertyDescription(
                "CPU use that the autoscaler aims at, in percent of what the pods request. Default: 80.")
        @Default("80")
        @Min(1) @Max(1000) Integer targetCPUUtilizationPercentage,

        @JsonPropertyDescription(
                "Memory use that the autoscaler aims at, in percent of what the pods request. Default: none; only CPU counts.")
        @Min(1) @Max(1000) @Nullable Integer targetMemoryUtilizationPercentage) {

    public Autoscaling {
        minReplicas = minReplicas == null ? 2 : minReplicas;
        targetCPUUtilizationPercentage = targetCPUUtilizationPercentage == null ? 80 : targetCPUUtilizationPercentage;
    }
}
