package dev.tardigrade.api.v1alpha1.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A Gateway of the Gateway API. Whether it takes the route is its owner's decision. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GatewayReference(
        @JsonPropertyDescription("Name of the Gateway.")
        @Required
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "Namespace of the Gateway, whose listeners must allow routes from the namespace of the Registry. Default: the"
                        + " namespace of the Registry.")
        @Size(min = 1, max = 63) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") @Nullable String namespace,

        @JsonPropertyDescription("Name of the listener of the Gateway. Default: all that fit the host.")
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Nullable String sectionName,

        @JsonPropertyDescription(
                "How clients speak to the listener, for the URL in the status: https or http. Default: https.")
        @Default("https")
        Scheme scheme) {

    public GatewayReference {
        scheme = scheme == null ? Scheme.https : scheme;
    }
}
