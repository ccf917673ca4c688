package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.pod.PodMetadata;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.objects.frame.Hardening;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Placement;
import dev.tardigrade.operator.registry.objects.frame.Shutdown;
import dev.tardigrade.operator.registry.objects.secret.ClusterKeysSecret;
import dev.tardigrade.operator.registry.objects.secret.FilesSecret;
import dev.tardigrade.operator.registry.objects.secret.RobotsSecret;
import dev.tardigrade.operator.registry.objects.secret.TokensSecret;
import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The servers. */
final class DeploymentObject {

    private DeploymentObject() {}

    static Deployment of(Blueprint blueprint, ConfigurationHash hash) {
        return new DeploymentBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().deployment()))
                .withNewSpec()
                .withReplicas(replicas(blueprint))
                .withRevisionHistoryLimit(2)
                .withStrategy(strategy(blueprint))
                .withNewSelector()
                .withMatchLabels(Labels.podSelector(blueprint.names().registry()))
                .endSelector()
                .withTemplate(template(blueprint, hash))
                .endSpec()
                .build();
    }

    /** An autoscaler owns the number where there is one. */
    private static @Nullable Integer replicas(Blueprint blueprint) {
        return blueprint.spec().autoscaling() == null ? blueprint.spec().replicas() : null;
    }

    /** A new server is ready before an old one goes, except where both would need the one volume. */
    private static DeploymentStrategy strategy(Blueprint blueprint) {
        if (blueprint.spec().storage().filesystem() != null) {
            return new DeploymentStrategyBuilder().withType("Recreate").build();
        }
        return new DeploymentStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .build();
    }

    private static PodTemplateSpec template(Blueprint blueprint, ConfigurationHash hash) {
        var metadata = Objects.requireNonNullElse(blueprint.spec().podMetadata(), PodMetadata.NONE);
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(metadata.labels())
                .addToLabels(Labels.of(blueprint.names().registry()))
                .withAnnotations(metadata.annotations())
                .addToAnnotations(annotations(blueprint, hash))
                .endMetadata()
                .withSpec(Placement.placed(pod(blueprint), blueprint))
                .build();
    }

    private static PodSpec pod(Blueprint blueprint) {
        return new PodSpecBuilder()
                .withServiceAccountName(ServiceAccountObject.nameFor(blueprint))
                .withAutomountServiceAccountToken(false)
                // Else a Service named "registry" would put REGISTRY_… variables, which the server takes for settings.
                .withEnableServiceLinks(false)
                .withSecurityContext(Hardening.pod())
                .withTerminationGracePeriodSeconds(Shutdown.GRACE.toSeconds())
                .withInitContainers(initContainers(blueprint))
                .withContainers(RegistryContainer.of(blueprint))
                .withVolumes(volumes(blueprint))
                .build();
    }

    private static Map<String, String> annotations(Blueprint blueprint, ConfigurationHash hash) {
        var annotations = new TreeMap<>(Map.of(Annotations.CONFIGURATION_HASH, hash.value()));
        DedicatedGateway.of(blueprint).ifPresent(gateway -> annotations.put(Annotations.GATEWAY, gateway.name()));
        return annotations;
    }

    private static List<Container> initContainers(Blueprint blueprint) {
        var containers = new ArrayList<Container>();
        if (blueprint.placement() == GatewayPlacement.SIDECAR) {
            containers.add(GatewayContainer.sidecar(blueprint));
        }
        containers.add(BucketContainer.of(blueprint));
        return containers;
    }

    private static List<Volume> volumes(Blueprint blueprint) {
        var volumes = new ArrayList<>(volumes(blueprint, blueprint.placement() == GatewayPlacement.SIDECAR));
        CacheVolume.volume(blueprint).ifPresent(volumes::add);
        return volumes;
    }

    /** What the containers of a pod share or read, whether it is a server or works on its storage. */
    static List<Volume> volumes(Blueprint blueprint, boolean besideGateway) {
        var volumes = new ArrayList<Volume>();
        volumes.add(new VolumeBuilder()
                .withName(RegistryContainer.CONFIG_VOLUME)
                .withNewConfigMap()
                .withName(blueprint.names().configMap())
                .endConfigMap()
                .build());
        volumes.add(scratch(RegistryContainer.TEMPORARY_VOLUME));
        FilesSecret.volume(blueprint).ifPresent(volumes::add);
        TokensSecret.volume(blueprint).ifPresent(volumes::add);
        ClusterKeysSecret.volume(blueprint).ifPresent(volumes::add);
        RobotsSecret.volume(blueprint).ifPresent(volumes::add);
        var storage = blueprint.spec().storage();
        if (besideGateway) {
            volumes.add(scratch(GatewayContainer.VOLUME));
        }
        if (storage.filesystem() != null) {
            volumes.add(new VolumeBuilder()
                    .withName(RegistryContainer.DATA_VOLUME)
                    .withNewPersistentVolumeClaim()
                    .withClaimName(blueprint.names().volumeClaim())
                    .endPersistentVolumeClaim()
                    .build());
        }
        return volumes;
    }

    private static Volume scratch(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }
}
