package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
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

/** The servers. */
final class DeploymentObject {

    private DeploymentObject() {}

    static Deployment of(Blueprint blueprint, ConfigurationHash hash) {
        return new DeploymentBuilder()
                .withMetadata(Metadata.owned(blueprint, blueprint.names().deployment()))
                .withNewSpec()
                .withReplicas(blueprint.spec().replicas())
                .withRevisionHistoryLimit(2)
                .withStrategy(strategy(blueprint))
                .withNewSelector()
                .withMatchLabels(Labels.podSelector(blueprint.names().registry()))
                .endSelector()
                .withTemplate(template(blueprint, hash))
                .endSpec()
                .build();
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
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(blueprint.names().registry()))
                .addToAnnotations(Annotations.CONFIGURATION_HASH, hash.value())
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(blueprint.names().serviceAccount())
                .withAutomountServiceAccountToken(false)
                // Else a Service named "registry" would put REGISTRY_… variables, which the server takes for settings.
                .withEnableServiceLinks(false)
                .withSecurityContext(Hardening.pod())
                .withTerminationGracePeriodSeconds(Shutdown.GRACE.toSeconds())
                .withInitContainers(initContainers(blueprint))
                .withContainers(RegistryContainer.of(blueprint))
                .withVolumes(volumes(blueprint))
                .endSpec()
                .build();
    }

    private static List<Container> initContainers(Blueprint blueprint) {
        var containers = new ArrayList<Container>();
        GatewayContainer.of(blueprint).ifPresent(containers::add);
        containers.add(BucketContainer.of(blueprint));
        return containers;
    }

    private static List<Volume> volumes(Blueprint blueprint) {
        var volumes = new ArrayList<Volume>();
        volumes.add(new VolumeBuilder()
                .withName(RegistryContainer.CONFIG_VOLUME)
                .withNewConfigMap()
                .withName(blueprint.names().configMap())
                .endConfigMap()
                .build());
        volumes.add(scratch(RegistryContainer.TEMPORARY_VOLUME));
        var storage = blueprint.spec().storage();
        if (storage.storj() != null) {
            volumes.add(scratch(GatewayContainer.VOLUME));
        }
        if (storage.filesystem() != null) {
            volumes.add(new VolumeBuilder()
                    .withName(RegistryContainer.DATA_VOLUME)
                    .withNewPersistentVolumeClaim(blueprint.names().volumeClaim(), false)
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
