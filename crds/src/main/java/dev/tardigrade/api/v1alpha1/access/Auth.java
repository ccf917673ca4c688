package dev.tardigrade.api.v1alpha1.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How clients tell who they are, and what they may do. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Auth(
        @JsonPropertyDescription(
                "A Secret of the same namespace with users and passwords. Default: none; without it everybody who reaches the"
                        + " registry may pull, push and delete.")
        @Nullable HtpasswdReference htpasswdSecretRef) {

    public static final Auth NONE = new Auth(null);
}
