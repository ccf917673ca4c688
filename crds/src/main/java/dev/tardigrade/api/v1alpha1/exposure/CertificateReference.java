package dev.tardigrade.api.v1alpha1.exposure;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Where a certificate is: a Secret of type {@code kubernetes.io/tls} in the namespace of the {@code Registry}. */
public record CertificateReference(
        @JsonPropertyDescription("Name of the Secret. Its keys tls.crt and tls.key hold certificate and private key.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name) {

    public static final String CERTIFICATE = "tls.crt";
    public static final String PRIVATE_KEY = "tls.key";
}
