package dev.tardigrade.api.v1alpha1.exposure;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Who issues a certificate, by cert-manager. */
public record IssuerReference(
        @JsonPropertyDescription("Name of the issuer.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "Issuer: one of the namespace of the Registry. ClusterIssuer: one of the cluster. Default: Issuer.")
        @Default("Issuer")
        IssuerKind kind) {

    public IssuerReference {
        kind = kind == null ? IssuerKind.Issuer : kind;
    }
}
