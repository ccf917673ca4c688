package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How clients tell who they are, and what they may do. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.htpasswdSecretRef) || !(self.anonymousPull || has(self.policies))",
        message = "anonymousPull and policies need htpasswdSecretRef: without users everybody may do everything")
public record Auth(
        @JsonPropertyDescription(
                "A Secret of the same namespace with users and passwords. Default: none; without it everybody who reaches the"
                        + " registry may pull, push and delete.")
        @Nullable HtpasswdReference htpasswdSecretRef,

        @JsonPropertyDescription(
                "Whether everybody may pull from all repositories, beside what policies allow. Default: false.")
        @Default("false")
        Boolean anonymousPull,

        @JsonPropertyDescription(
                "Who may do what, at most 64 rules; what none allows is denied. Default: each user everything.")
        @Size(max = 64) List<AccessPolicy> policies) {

    public Auth {
        anonymousPull = anonymousPull != null && anonymousPull;
        policies = policies == null ? List.of() : List.copyOf(policies);
    }

    /** Whether there is something that one may do without credentials. */
    public boolean letsAnyoneIn() {
        return anonymousPull
                || policies.stream().anyMatch(policy -> policy.who().contains(AccessPolicy.ANYONE));
    }
}
