package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where an access grant is: a key of a Secret in the namespace of the {@code Registry}. */
public record GrantReference(
        @JsonPropertyDescription("Name of the Secret.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name,

        @JsonPropertyDescription("Key of the Secret whose value is the access grant. Default: accessGrant.")
        @Default("accessGrant")
        @Size(min = 1, max = 253) @Pattern("^[-._a-zA-Z0-9]+$") String key) {

    public static final String DEFAULT_KEY = "accessGrant";

    public GrantReference {
        key = key == null ? DEFAULT_KEY : key;
    }
}
