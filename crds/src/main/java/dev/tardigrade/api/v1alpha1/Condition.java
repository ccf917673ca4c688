package dev.tardigrade.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One thing that is true or not about a resource, in the form that all Kubernetes tools read. */
public record Condition(
        @JsonPropertyDescription("What this is about, for instance Ready.") @Required @Pattern("^[A-Za-z]+$") String type,

        @JsonPropertyDescription("True, False or Unknown.") @Required
        ConditionStatus status,

        @JsonPropertyDescription("Why, as one word for programs, for instance SecretNotFound.")
        @Required
        @Pattern("^[A-Za-z]+$") String reason,

        @JsonPropertyDescription(
                "Why, for people: the cause, and the remedy where there is one. At most 1024 characters.")
        @Required
        @Size(max = 1024) String message,

        @JsonPropertyDescription("When status last changed, in UTC (RFC 3339).") @Required
        String lastTransitionTime,

        @JsonPropertyDescription("The generation of the resource that this is about.") @Required
        Long observedGeneration) {}
