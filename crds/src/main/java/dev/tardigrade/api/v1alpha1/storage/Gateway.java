package dev.tardigrade.api.v1alpha1.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.tardigrade.api.v1alpha1.ComputeResources;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The process that speaks S3 to the registry and Storj's protocol to Storj. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!has(self.replicas) || self.mode == 'Dedicated'",
        message = "gateway.replicas can be set for mode Dedicated only: each server has its own Sidecar")
@ValidationRule(
        value = "self.mode == 'Hosted' ? has(self.credentialsSecretRef)"
                + " : !has(self.endpoint) && !has(self.credentialsSecretRef)",
        message =
                "gateway.credentialsSecretRef is needed for mode Hosted, and it and gateway.endpoint can be set for no other")
@ValidationRule(
        value = "self.mode != 'Hosted' || !has(self.image) && !has(self.resources)",
        message =
                "gateway.image and gateway.resources cannot be set for mode Hosted: the operator runs no gateway then")
public record Gateway(
        @JsonPropertyDescription(
                "Where the gateway runs. Sidecar: in each server pod, reachable from that pod only. Dedicated: in pods of its own"
                        + " that all servers of this Registry share. Hosted: elsewhere, at endpoint. Default: Sidecar.")
        @Default("Sidecar")
        GatewayMode mode,

        @JsonPropertyDescription("Image of the gateway (storj.io/gateway 1.11 or later). Default: the operator's.")
        @Size(min = 1, max = 512) @Pattern("^\\S+$") @Nullable String image,

        @JsonPropertyDescription(
                "Compute resources of each gateway. Half of the memory limit becomes its GOMEMLIMIT. Default: requests of 50m"
                        + " cpu and 128Mi memory, limit of 512Mi memory.")
        @Nullable ComputeResources resources,

        @JsonPropertyDescription("Number of gateway pods, 1 to 64, for mode Dedicated. Default: 2.")
        @Min(1) @Max(64) @Nullable Integer replicas,

        @JsonPropertyDescription(
                "URL of the gateway, for mode Hosted, as the servers reach it. Default: https://gateway.storjshare.io.")
        @Size(max = 512) @Pattern("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$") @Nullable
        String endpoint,

        @JsonPropertyDescription(
                "The Secret of the same namespace with the pair of S3 keys, for mode Hosted, which needs it. Default: none.")
        @Nullable CredentialsReference credentialsSecretRef) {

    /** One in each server pod, with default settings. */
    public static final Gateway SIDECAR = new Gateway(GatewayMode.Sidecar, null, null, null, null, null);

    /** Storj's own. */
    public static final String HOSTED_ENDPOINT = "https://gateway.storjshare.io";

    public Gateway {
        mode = mode == null ? GatewayMode.Sidecar : mode;
    }
}
