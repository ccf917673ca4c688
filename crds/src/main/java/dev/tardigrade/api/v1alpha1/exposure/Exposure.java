package dev.tardigrade.api.v1alpha1.exposure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One way to reach a registry. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.nodePort) || self.type == 'NodePort'",
        message = "nodePort can be set for type NodePort only")
@ValidationRule(
        value = "!has(self.annotations) || self.type != 'ClusterIP'",
        message = "type ClusterIP takes no annotations: it is an address of the Service that every Registry has")
public record Exposure(
        @JsonPropertyDescription(
                "Name of this exposure, unique in the list: at most 20 lower-case letters, digits and dashes.")
        @Required
        @Size(min = 1, max = 20) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String name,

        @JsonPropertyDescription(
                "ClusterIP: the address inside the cluster, port 5000. NodePort: a port of every node.")
        @Required
        ExposureType type,

        @JsonPropertyDescription(
                "Port of the nodes, for type NodePort, within the range of the cluster (usually 30000 to 32767). Default: one"
                        + " that the cluster picks.")
        @Min(1) @Max(65535) @Nullable Integer nodePort,

        @JsonPropertyDescription("Annotations of the Service of this exposure. Not for type ClusterIP. Default: none.")
        @Size(max = 32) Map<String, String> annotations) {

    public Exposure {
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
