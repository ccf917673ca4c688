package dev.tardigrade.api.v1alpha1.upstream;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where user and password are: a Secret in the namespace of the {@code Registry}. */
public record LoginReference(
        @JsonPropertyDescription("Name of the Secret, which has the keys username and password.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name) {

    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";
}
