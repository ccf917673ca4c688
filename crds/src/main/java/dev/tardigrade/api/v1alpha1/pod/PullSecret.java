package dev.tardigrade.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What nodes pull the images of the servers with. */
public record PullSecret(
        @JsonPropertyDescription("Name of a Secret of the same namespace, of type kubernetes.io/dockerconfigjson.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name) {}
