package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read from the tokens of an issuer. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OidcClaims(
        @JsonPropertyDescription("The claim that has the name, a text. Policies name it as oidc:NAME. Default: sub.")
        @Default("sub")
        @Size(min = 1, max = 128) @Pattern("^[!-~]+$") String username,

        @JsonPropertyDescription(
                "The claim that has groups, a text or a list of texts. Policies name them as group:NAME. Default: none.")
        @Size(min = 1, max = 128) @Pattern("^[!-~]+$") @Nullable String groups,

        @JsonPropertyDescription(
                "Claims that a token must have, at most 16, for instance repository_owner. Default: none.")
        @Size(max = 16) List<Demand> required) {

    static final OidcClaims DEFAULT = new OidcClaims("sub", null, List.of());

    public OidcClaims {
        username = username == null ? "sub" : username;
        required = required == null ? List.of() : List.copyOf(required);
    }

    /** A claim that a token must have. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Demand(
            @JsonPropertyDescription("Name of the claim.") @Required @Size(min = 1, max = 128) @Pattern("^[!-~]+$") String name,

            @JsonPropertyDescription("The text that it must be; a number or a boolean as JSON writes it.")
            @Required
            @Size(min = 1, max = 256) @Pattern("^[ -~]+$") String value) {}
}
