package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where users and their passwords are: a key of a Secret in the namespace of the {@code Registry}. */
public record HtpasswdReference(
        @JsonPropertyDescription("Name of the Secret.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "Key of the Secret whose value has one line for each user: name, colon, bcrypt hash, as htpasswd -B writes"
                        + " them. Default: htpasswd.")
        @Default("htpasswd")
        @Size(min = 1, max = 253) @Pattern("^[-._a-zA-Z0-9]+$") String key) {

    public static final String DEFAULT_KEY = "htpasswd";

    public HtpasswdReference {
        key = key == null ? DEFAULT_KEY : key;
    }
}
