package dev.tardigrade.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.tardigrade.api.v1alpha1.access.Auth;
import dev.tardigrade.api.v1alpha1.access.ImmutableTags;
import dev.tardigrade.api.v1alpha1.access.Limits;
import dev.tardigrade.api.v1alpha1.credentials.Credentials;
import dev.tardigrade.api.v1alpha1.exposure.Exposure;
import dev.tardigrade.api.v1alpha1.operation.Monitoring;
import dev.tardigrade.api.v1alpha1.operation.NetworkShield;
import dev.tardigrade.api.v1alpha1.operation.Notification;
import dev.tardigrade.api.v1alpha1.pod.AccountSettings;
import dev.tardigrade.api.v1alpha1.pod.EnvironmentVariable;
import dev.tardigrade.api.v1alpha1.pod.PodMetadata;
import dev.tardigrade.api.v1alpha1.pod.PullSecret;
import dev.tardigrade.api.v1alpha1.scaling.Autoscaling;
import dev.tardigrade.api.v1alpha1.storage.Storage;
import dev.tardigrade.api.v1alpha1.upkeep.BlobCache;
import dev.tardigrade.api.v1alpha1.upkeep.GarbageCollection;
import dev.tardigrade.api.v1alpha1.upkeep.RetentionRule;
import dev.tardigrade.api.v1alpha1.upkeep.Uploads;
import dev.tardigrade.api.v1alpha1.upstream.Upstream;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the user wants. The operator reads it and never writes it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!(has(self.version) && has(self.image))",
        message = "version and image cannot both be set: an image already has its version")
@ValidationRule(
        value = "!has(self.storage.filesystem) || (self.replicas == 1 && !has(self.autoscaling))",
        message = "storage.filesystem allows one replica only: its volume cannot be shared; use storj or s3 for more")
@ValidationRule(
        value = "!self.redirect || has(self.storage.s3)"
                + " || (has(self.storage.storj) && self.storage.storj.gateway.mode == 'Hosted')",
        message = "redirect needs a storage that clients reach: s3, or storj with gateway.mode Hosted")
@ValidationRule(
        value = "!has(self.storage.filesystem) || !has(self.cache)",
        message = "cache cannot be set with storage.filesystem: the images are on a volume already")
@ValidationRule(
        value = "!has(self.autoscaling) || self.replicas == 1",
        message = "replicas and autoscaling cannot both be set: leave one of them out")
@ValidationRule(
        value = "!has(self.upstreams) || self.upstreams.all(one, self.upstreams.exists_one(other,"
                + " (one.prefix + '/').startsWith(other.prefix + '/')))",
        message = "no prefix of upstreams may be that of another one, or lie in it")
@ValidationRule(
        value = "!has(self.exposure) || self.exposure.all(one, !has(one.tls) || one.type == 'Ingress'"
                + " || self.exposure.all(other, has(other.tls) && other.tls == one.tls && other.type != 'Ingress'))",
        message =
                "tls of types ClusterIP, LoadBalancer and NodePort is served by the servers themselves: all exposures are then"
                        + " of these types and have the same tls")
public record RegistrySpec(
        @JsonPropertyDescription(
                "Version of the registry server, for instance 0.1.0: the tag of the operator's default image. Not together"
                        + " with image. Default: the version that the operator was installed with.")
        @Pattern("^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$") @Nullable String version,

        @JsonPropertyDescription(
                "Image of the registry server, for instance registry.example.org/tardigrade/registry:0.1.0. Not together"
                        + " with version. Default: the operator's.")
        @Size(min = 1, max = 512) @Pattern(
                "^[a-z0-9]+([._-]+[a-z0-9]+)*(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@[a-z0-9]+:[0-9a-f]{32,128})?$")
        @Nullable String image,

        @JsonPropertyDescription(
                "Who looks after the objects of this Registry. Managed: the operator. Paused: nobody; the operator only"
                        + " observes and reports. Unmanaged: you; the operator neither changes nor reports. Default: Managed.")
        @Default("Managed")
        ManagementState managementState,

        @JsonPropertyDescription(
                "What happens to the images when this Registry is deleted. Retain: the bucket or volume stays, and a Registry"
                        + " of the same name in the same namespace finds its images again. Delete: the images go, and the bucket"
                        + " or volume too if it was made for this Registry. DeleteIfEmpty: as Delete where there are no images,"
                        + " else as Retain. What cannot be deleted after some tries is retained. Default: Retain.")
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
                "Lets an autoscaler decide the number of server pods. Not together with replicas or storage.filesystem."
                        + " Default: none.")
        @Nullable Autoscaling autoscaling,

        @JsonPropertyDescription("Who may use the registry. Default: everybody who reaches it.") @Nullable Auth auth,

        @JsonPropertyDescription("Whether nothing can be pushed or deleted. Default: false.") @Default("false")
        Boolean readOnly,

        @JsonPropertyDescription(
                "Whether clients fetch the bytes of blobs from the storage itself, by addresses that hold for 5 minutes. They must"
                        + " reach it: only with storage.s3, or storage.storj with gateway.mode Hosted. Default: false, all bytes go"
                        + " through the servers.")
        @Default("false")
        Boolean redirect,

        @JsonPropertyDescription(
                "Tags that are neither moved nor deleted once they are there, at most 64 rules. Default: none.")
        @Size(max = 64) List<ImmutableTags> immutableTags,

        @JsonPropertyDescription(
                "How many requests each server pod answers at a time. Default: as many as its memory allows.")
        @Nullable Limits limits,

        @JsonPropertyDescription(
                "Who is told of pulls, pushes, mounts and deletions, at most 16 receivers. Default: nobody.")
        @Size(max = 16) List<Notification> notifications,

        @JsonPropertyDescription(
                "Registries elsewhere whose images are pulled through this one and kept, at most 16. Default: none.")
        @Size(max = 16) List<Upstream> upstreams,

        @JsonPropertyDescription(
                "Compute resources of each server container. Default: requests of 100m cpu and 256Mi memory, limit of 1Gi"
                        + " memory.")
        @Nullable ComputeResources resources,

        @JsonPropertyDescription("Labels that a node must have to run server pods, at most 32. Default: none.")
        @Size(max = 32) Map<String, String> nodeSelector,

        @JsonPropertyDescription(
                "Which nodes and which pods beside them the server pods prefer or need, as in a pod. Default: none.")
        @Nullable Affinity affinity,

        @JsonPropertyDescription(
                "Taints of nodes that the server pods tolerate, as in a pod, at most 32. Default: none.")
        @Size(max = 32) List<Toleration> tolerations,

        @JsonPropertyDescription(
                "How server pods spread over nodes and zones, as in a pod, at most 8. Default: over nodes, where it is"
                        + " possible.")
        @Size(max = 8) List<TopologySpreadConstraint> topologySpreadConstraints,

        @JsonPropertyDescription("Priority class of the server pods. Default: that of the cluster.")
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") @Nullable String priorityClassName,

        @JsonPropertyDescription(
                "Secrets of the same namespace that nodes pull the images of the servers with, at most 16. Default: none.")
        @Size(max = 16) List<PullSecret> imagePullSecrets,

        @JsonPropertyDescription(
                "The account that the server pods run as. Default: one of their own, which has no rights.")
        @Nullable AccountSettings serviceAccount,

        @JsonPropertyDescription("More labels and annotations for the server pods. Default: none.") @Nullable PodMetadata podMetadata,

        @JsonPropertyDescription("More variables for the server containers, at most 64. Default: none.") @Size(max = 64) List<EnvironmentVariable> env,

        @JsonPropertyDescription(
                "When content that nothing refers to any more is removed. Default: every 24h what has been so for 2h.")
        @Nullable GarbageCollection gc,

        @JsonPropertyDescription(
                "Which tags go as others follow and time passes, at most 64 rules: before each collection, those that a rule is about"
                        + " and none keeps. What they pointed to goes only with gc.untagged. Default: all stay.")
        @Size(max = 64) List<RetentionRule> retention,

        @JsonPropertyDescription("What becomes of pushes that nobody finishes. Default: they go after 168h.") @Nullable Uploads uploads,

        @JsonPropertyDescription(
                "Keeps blobs that were pulled beside each server. Not together with storage.filesystem. Default: none.")
        @Nullable BlobCache cache,

        @JsonPropertyDescription(
                "What may connect to the server pods, and where they may connect to. Default: as little as works.")
        @Default("{}")
        NetworkShield networkPolicy,

        @JsonPropertyDescription("Objects for Prometheus and Grafana. Default: all that the cluster knows.")
        @Default("{}")
        Monitoring monitoring,

        @JsonPropertyDescription(
                "What becomes of the credentials that the operator makes. Default: they are renewed every 720h.")
        @Default("{}")
        Credentials credentials) {

    /** Fills in the defaults of the schema, for objects that no API server has seen. */
    public RegistrySpec {
        managementState = managementState == null ? ManagementState.Managed : managementState;
        deletionPolicy = deletionPolicy == null ? DeletionPolicy.Retain : deletionPolicy;
        exposure = exposure == null ? List.of() : List.copyOf(exposure);
        replicas = replicas == null ? 1 : replicas;
        readOnly = readOnly != null && readOnly;
        redirect = redirect != null && redirect;
        notifications = notifications == null ? List.of() : List.copyOf(notifications);
        retention = retention == null ? List.of() : List.copyOf(retention);
        upstreams = upstreams == null ? List.of() : List.copyOf(upstreams);
        immutableTags = immutableTags == null ? List.of() : List.copyOf(immutableTags);
        nodeSelector = nodeSelector == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(nodeSelector));
        tolerations = tolerations == null ? List.of() : List.copyOf(tolerations);
        topologySpreadConstraints =
                topologySpreadConstraints == null ? List.of() : List.copyOf(topologySpreadConstraints);
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
        env = env == null ? List.of() : List.copyOf(env);
        networkPolicy = networkPolicy == null ? NetworkShield.DEFAULT : networkPolicy;
        monitoring = monitoring == null ? Monitoring.DEFAULT : monitoring;
        credentials = credentials == null ? Credentials.DEFAULT : credentials;
    }
}
