package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where a pair of S3 keys is: a Secret in the namespace of the {@code Registry} with the two keys below. */
public record CredentialsReference(
        @JsonPropertyDescription("Name of the Secret. Its keys accessKey and secretKey hold the pair.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name) {

    public static final String ACCESS_KEY = "accessKey";
    public static final String SECRET_KEY = "secretKey";
}
