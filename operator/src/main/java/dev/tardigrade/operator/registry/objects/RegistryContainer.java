package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.ComputeResources;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Hardening;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.registry.objects.frame.Resources;
import dev.tardigrade.operator.registry.objects.frame.Shutdown;
import dev.tardigrade.operator.registry.objects.secret.ClusterKeysSecret;
import dev.tardigrade.operator.registry.objects.secret.FilesSecret;
import dev.tardigrade.operator.registry.objects.secret.RobotsSecret;
import dev.tardigrade.operator.registry.objects.secret.TokensSecret;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The server. */
final class RegistryContainer {

    static final String CONFIG_VOLUME = "config";
    static final String TEMPORARY_VOLUME = "tmp";
    static final String DATA_VOLUME = "data";

    private RegistryContainer() {}

    static Container of(Blueprint blueprint) {
        var resources = Objects.requireNonNullElseGet(blueprint.spec().resources(), () -> defaultResources(blueprint));
        return new ContainerBuilder()
                .withName(Names.REGISTRY_CONTAINER)
                .withImage(blueprint.image().value())
                .withArgs("serve", ConfigMapObject.FILE)
                .withEnv(Stream.concat(
                                ServerVariables.of(blueprint).stream(),
                                HeapBesideCache.variable(blueprint, resources).stream())
                        .toList())
                .withPorts(ports(blueprint))
                .withStartupProbe(probe("/livez", 1, 60))
                .withLivenessProbe(probe("/livez", 10, 3))
                .withReadinessProbe(probe("/readyz", 5, 2))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(Shutdown.SPREAD.toSeconds())
                .endPreStop()
                .endLifecycle()
                .withResources(Resources.requirements(resources))
                .withSecurityContext(Hardening.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(Stream.concat(mounts(blueprint).stream(), CacheVolume.mount(blueprint).stream())
                        .toList())
                .build();
    }

    private static ComputeResources defaultResources(Blueprint blueprint) {
        return CacheVolume.memory(blueprint)
                .map(size -> Resources.withMemory(Resources.REGISTRY, size))
                .orElse(Resources.REGISTRY);
    }

    private static List<ContainerPort> ports(Blueprint blueprint) {
        var ports = new ArrayList<ContainerPort>();
        ports.add(port(Ports.REGISTRY_NAME, Ports.REGISTRY));
        ports.add(port(Ports.DEBUG_NAME, Ports.DEBUG));
        if (Peers.exist(blueprint)) {
            ports.add(port(Ports.PEERS_NAME, Ports.PEERS));
        }
        return ports;
    }

    private static ContainerPort port(String name, int number) {
        return new ContainerPortBuilder()
                .withName(name)
                .withContainerPort(number)
                .withProtocol("TCP")
                .build();
    }

    /** What the server and the bucket's step see of the pod's volumes. */
    static List<VolumeMount> mounts(Blueprint blueprint) {
        var mounts = new ArrayList<VolumeMount>();
        mounts.add(new VolumeMountBuilder()
                .withName(CONFIG_VOLUME)
                .withMountPath(ConfigMapObject.MOUNT)
                .withReadOnly(true)
                .build());
        mounts.add(mount(TEMPORARY_VOLUME, "/tmp"));
        FilesSecret.mount(blueprint).ifPresent(mounts::add);
        TokensSecret.mount(blueprint).ifPresent(mounts::add);
        ClusterKeysSecret.mount(blueprint).ifPresent(mounts::add);
        RobotsSecret.mount(blueprint).ifPresent(mounts::add);
        if (blueprint.spec().storage().filesystem() != null) {
            mounts.add(mount(DATA_VOLUME, VolumeClaimObject.MOUNT));
        }
        return mounts;
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    private static Probe probe(String path, int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withPort(new IntOrString(Ports.DEBUG_NAME))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }
}
