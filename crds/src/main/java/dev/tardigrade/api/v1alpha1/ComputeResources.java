package dev.tardigrade.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Compute resources of a container, as Kubernetes writes them. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ComputeResources(
        @JsonPropertyDescription(
                "What the scheduler sets aside, by resource: cpu in cores (100m is a tenth), memory and ephemeral-storage in"
                        + " bytes (256Mi). Default: none.")
        Map<String, Quantity> requests,

        @JsonPropertyDescription(
                "What the container cannot exceed, by resource, in the same units as requests. Default: none.")
        Map<String, Quantity> limits) {

    public ComputeResources {
        requests = requests == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(requests));
        limits = limits == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(limits));
    }
}
