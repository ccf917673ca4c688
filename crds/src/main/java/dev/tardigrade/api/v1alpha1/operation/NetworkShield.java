package dev.tardigrade.api.v1alpha1.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What may connect to the server pods, and where they may connect to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NetworkShield(
        @JsonPropertyDescription(
                "Enabled: a NetworkPolicy lets in clients (port 5000), metrics and other servers, and lets out DNS and"
                        + " connections to the storage, but none to link-local addresses, nor to others at which clouds answer machines. Disabled: none is made."
                        + " Default: Enabled.")
        @Default("Enabled")
        Shield mode) {

    public static final NetworkShield DEFAULT = new NetworkShield(Shield.Enabled);

    public NetworkShield {
        mode = mode == null ? Shield.Enabled : mode;
    }
}
