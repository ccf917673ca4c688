package dev.tardigrade.api.v1alpha1.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The certificate of an exposure. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.secretRef) != has(self.issuerRef)",
        message = "tls needs exactly one of secretRef and issuerRef")
public record Tls(
        @JsonPropertyDescription(
                "A Secret of the same namespace that holds the certificate. Not together with issuerRef. Default: none.")
        @Nullable CertificateReference secretRef,

        @JsonPropertyDescription(
                "An issuer of cert-manager, which makes and renews the certificate. Not together with secretRef. Default:"
                        + " none.")
        @Nullable IssuerReference issuerRef) {}
