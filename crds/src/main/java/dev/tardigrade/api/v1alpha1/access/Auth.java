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
        value = "has(self.htpasswdSecretRef) || (has(self.robots) && self.robots.size() > 0) || has(self.oidc)"
                + " || has(self.serviceAccounts)",
        message =
                "auth needs htpasswdSecretRef, robots, oidc or serviceAccounts: without users everybody may do everything;"
                        + " leave auth out where that is meant")
@ValidationRule(
        value = "!(has(self.oidc) || has(self.serviceAccounts)) || (has(self.policies) && self.policies.size() > 0)",
        message =
                "auth.oidc and auth.serviceAccounts need auth.policies: whom an issuer vouches for may only do what a policy allows")
@ValidationRule(
        value = "has(self.oidc) || !has(self.policies)"
                + " || !self.policies.exists(policy, policy.who.exists(who, who.startsWith('oidc:')))",
        message = "a policy that names oidc: needs auth.oidc")
@ValidationRule(
        value = "has(self.serviceAccounts) || !has(self.policies)"
                + " || !self.policies.exists(policy, policy.who.exists(who, who.startsWith('serviceaccount:')))",
        message = "a policy that names serviceaccount: needs auth.serviceAccounts")
public record Auth(
        @JsonPropertyDescription(
                "A Secret of the same namespace with users and passwords. Default: none; without auth everybody who reaches"
                        + " the registry may pull, push and delete.")
        @Nullable HtpasswdReference htpasswdSecretRef,

        @JsonPropertyDescription(
                "Programs that pull or push, at most 32. The operator makes a Secret of type kubernetes.io/dockerconfigjson for each,"
                        + " with a password that is renewed by credentials.rotation; the one before works on for the overlap."
                        + " Default: none.")
        @Size(max = 32) List<Robot> robots,

        @JsonPropertyDescription(
                "An issuer of OpenID Connect, such as that of GitHub Actions, GitLab, Keycloak or Dex. Clients log in as oidc with a"
                        + " token of it as the password; only policies say what they may do. Default: none.")
        @Nullable Oidc oidc,

        @JsonPropertyDescription(
                "Pods of this cluster log in as serviceaccount with a token of their ServiceAccount as the password; only policies say"
                        + " what they may do. Default: none.")
        @Nullable ServiceAccounts serviceAccounts,

        @JsonPropertyDescription(
                "Whether everybody may pull from all repositories, beside what policies allow. Default: false.")
        @Default("false")
        Boolean anonymousPull,

        @JsonPropertyDescription(
                "Who may do what, at most 64 rules; what none allows is denied. Default: each user everything.")
        @Size(max = 64) List<AccessPolicy> policies) {

    public Auth {
        robots = robots == null ? List.of() : List.copyOf(robots);
        anonymousPull = anonymousPull != null && anonymousPull;
        policies = policies == null ? List.of() : List.copyOf(policies);
    }

    /** Whether servers give out tokens: to those who show no credentials, or some that end. */
    public boolean givesTokens() {
        return oidc != null || serviceAccounts != null || letsAnyoneIn();
    }

    private boolean letsAnyoneIn() {
        return anonymousPull
                || policies.stream().anyMatch(policy -> policy.who().contains(AccessPolicy.ANYONE));
    }
}
