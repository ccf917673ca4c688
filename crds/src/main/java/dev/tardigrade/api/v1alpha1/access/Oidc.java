package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** An issuer of OpenID Connect that vouches for people and programs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Oidc(
        @JsonPropertyDescription(
                "Who makes the tokens, exactly as they have it in iss, for instance https://token.actions.githubusercontent.com."
                        + " Servers must reach it; redirects are not followed.")
        @Required
        @Size(max = 512) @Pattern("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?$") String issuer,

        @JsonPropertyDescription(
                "For whom tokens must be made, one of their aud, 1 to 256 characters. Take a name of your own, such as the registry's"
                        + " host: a token that was made for somebody else must not open this registry.")
        @Required
        @Size(min = 1, max = 256) @Pattern("^[!-~]+$") String audience,

        @JsonPropertyDescription(
                "What is read from tokens. Default: the name from sub, no groups, nothing more is demanded.")
        @Nullable OidcClaims claims) {

    /** What is read from tokens. */
    public OidcClaims mapping() {
        return claims == null ? OidcClaims.DEFAULT : claims;
    }
}
