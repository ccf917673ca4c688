package dev.tardigrade.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.tardigrade.api.v1alpha1.credentials.CredentialsStatus;
import dev.tardigrade.api.v1alpha1.exposure.Endpoint;
import dev.tardigrade.api.v1alpha1.storage.StorageStatus;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator found, made anew from observation each time; only what is allocated is kept from before. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RegistryStatus(
        @JsonPropertyDescription("The generation of the Registry that this status is about.") @Nullable Long observedGeneration,

        @JsonPropertyDescription("State in detail; Ready sums it up.")
        List<Condition> conditions,

        @JsonPropertyDescription("URL of the first exposure. What stands after // is the first part of image names.")
        @Nullable String url,

        @JsonPropertyDescription("The addresses of the registry, one for each exposure, in the order of spec.exposure.")
        List<Endpoint> endpoints,

        @JsonPropertyDescription("Version of the registry server that spec asks for: the tag of its image.") @Nullable String version,

        @JsonPropertyDescription("Number of server pods that exist.") @StatusReplicas @Nullable Integer replicas,

        @JsonPropertyDescription("Selects the server pods; for autoscalers.") @LabelSelector @Nullable String selector,

        @JsonPropertyDescription("The storage in use.") @Nullable StorageStatus storage,

        @JsonPropertyDescription("The credentials of the gateway to Storj, where the operator makes them.") @Nullable CredentialsStatus credentials) {

    public RegistryStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
    }
}
