package dev.tardigrade.api.v1alpha1.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** More metadata for the server pods. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.labels) || ['name', 'instance', 'component', 'managed-by'].all(key,"
                + " !(('app.kubernetes.io/' + key) in self.labels))",
        message =
                "labels cannot hold app.kubernetes.io/name, instance, component and managed-by: the operator finds its pods"
                        + " by them")
@ValidationRule(
        value = "!has(self.annotations) || self.annotations.all(key, !key.startsWith('tardigrade.dev/'))",
        message = "annotations cannot begin with tardigrade.dev/: the operator tells pods apart by those")
public record PodMetadata(
        @JsonPropertyDescription("Labels of the server pods, at most 32. Default: none but those of the operator.")
        @Size(max = 32) Map<String, String> labels,

        @JsonPropertyDescription("Annotations of the server pods, at most 32. Default: none but those of the operator.")
        @Size(max = 32) Map<String, String> annotations) {

    public static final PodMetadata NONE = new PodMetadata(Map.of(), Map.of());

    public PodMetadata {
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
        annotations = annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
}
