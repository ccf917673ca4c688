package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.tardigrade.api.v1alpha1.ComputeResources;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** The process that speaks S3 to the registry and Storj's protocol to Storj. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gateway(
        @JsonPropertyDescription(
                "Where the gateway runs. Sidecar: in each server pod, reachable from that pod only. Default: Sidecar.")
        @Default("Sidecar")
        GatewayMode mode,

        @JsonPropertyDescription("Image of the gateway (storj.io/gateway 1.11 or later). Default: the operator's.")
        @Size(min = 1, max = 512) @Nullable String image,

        @JsonPropertyDescription(
                "Compute resources of each gateway. Half of the memory limit becomes its GOMEMLIMIT. Default: requests of 50m"
                        + " cpu and 128Mi memory, limit of 512Mi memory.")
        @Nullable ComputeResources resources) {

    public Gateway {
        mode = mode == null ? GatewayMode.Sidecar : mode;
    }
}
