package dev.tardigrade.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.storage.Storage;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user wants. The operator reads it and never writes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "!(has(self.version) && has(self.image))",
        message = "version and image cannot both be set: an image already has its version")
@ValidationRule(
        value = "!has(self.storage.filesystem) || self.replicas == 1",
        message = "storage.filesystem allows one replica only: its volume cannot be shared; use storj or s3 for more")
public record RegistrySpec(
        @JsonPropertyDescription(
                "Version of the registry server, for instance 0.1.0: the tag of the operator's default image. Not together"
                        + " with image. Default: the version that the operator was installed with.")
        @Pattern("^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$") @Nullable String version,

        @JsonPropertyDescription(
                "Image of the registry server, for instance registry.example.org/tardigrade/registry:0.1.0. Not together"
                        + " with version. Default: the operator's.")
        @Size(min = 1, max = 512) @Nullable String image,

        @JsonPropertyDescription(
                "Who looks after the objects of this Registry. Managed: the operator. Paused: nobody; the operator only"
                        + " observes and reports. Unmanaged: you; the operator neither changes nor reports. Default: Managed.")
        @Default("Managed")
        ManagementState managementState,

        @JsonPropertyDescription(
                "What happens to the images when this Registry is deleted. Retain: the bucket or volume stays, and a Registry"
                        + " of the same name in the same namespace finds its images again. Default: Retain.")
        @Default("Retain")
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("Where the images are kept: exactly one of storj, s3 and filesystem.") @Required
        Storage storage,

        @JsonPropertyDescription(
                "How clients reach the registry, at most 16 ways. Default: none but the Service of the Registry's name, which"
                        + " clients inside the cluster reach at port 5000.")
        @Size(max = 16) List<Exposure> exposure,

        @JsonPropertyDescription(
                "Number of server pods, 1 to 64; all serve the same images. With storage.filesystem 1 only. Default: 1.")
        @Default("1")
        @Min(1) @Max(64) @SpecReplicas
        Integer replicas,

        @JsonPropertyDescription(
                "Compute resources of each server container. Default: requests of 100m cpu and 256Mi memory, limit of 1Gi"
                        + " memory.")
        @Nullable ComputeResources resources) {

    /** Fills in the defaults of the schema, for objects that no API server has seen. */
    public RegistrySpec {
        managementState = managementState == null ? ManagementState.Managed : managementState;
        deletionPolicy = deletionPolicy == null ? DeletionPolicy.Retain : deletionPolicy;
        exposure = exposure == null ? List.of() : List.copyOf(exposure);
        replicas = replicas == null ? 1 : replicas;
    }
}
