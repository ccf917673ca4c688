package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.ComputeResources;
import dev.tardigrade.api.v1alpha1.storage.Gateway;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.registry.objects.frame.Hardening;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.registry.objects.frame.Resources;
import dev.tardigrade.operator.registry.objects.frame.Shutdown;
import dev.tardigrade.operator.registry.objects.secret.GatewaySecret;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The gateway to Storj: beside a server, or by itself. */
final class GatewayContainer {

    static final String LOOPBACK = "127.0.0.1:" + Ports.GATEWAY;
    static final String VOLUME = "gateway";

    private static final String FOLDER = "/var/lib/gateway";
    private static final long MEBIBYTE = 1024 * 1024;

    /** Where there is no limit of memory to take half of. */
    private static final long HEAP_WITHOUT_LIMIT = 256;

    /** Requests above it wait. Without it the gateway allows one for each 22 MiB of its limit, and refuses the others. */
    private static final String REQUESTS = "200";

    private GatewayContainer() {}

    /**
     * As a native sidecar: it starts before the other containers and ends after them. It has no probe, because it listens on loopback
     * only, and restricted Pod Security forbids probes that name a host; the bucket's step waits for it.
     */
    static Container sidecar(Blueprint blueprint) {
        return container(blueprint, LOOPBACK).withRestartPolicy("Always").build();
    }

    /**
     * By itself. That it answers its probes says nothing about Storj, but one that hangs is started again. Where it is to end it serves on
     * for as long as a server takes to finish a request: it would cut them all at once.
     */
    static Container dedicated(Blueprint blueprint) {
        return container(blueprint, ":" + Ports.GATEWAY)
                .withPorts(new ContainerPortBuilder()
                        .withName(Ports.GATEWAY_NAME)
                        .withContainerPort(Ports.GATEWAY)
                        .withProtocol("TCP")
                        .build())
                .withReadinessProbe(probe(5, 2))
                .withLivenessProbe(probe(10, 6))
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(Shutdown.DRAIN.toSeconds())
                .endPreStop()
                .endLifecycle()
                .build();
    }

    private static Probe probe(int periodSeconds, int failures) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/minio/health/live")
                .withPort(new IntOrString(Ports.GATEWAY_NAME))
                .endHttpGet()
                .withPeriodSeconds(periodSeconds)
                .withTimeoutSeconds(5)
                .withFailureThreshold(failures)
                .build();
    }

    private static ContainerBuilder container(Blueprint blueprint, String address) {
        var gateway = Objects.requireNonNull(blueprint.spec().storage().storj(), "only Storj has a gateway")
                .gateway();
        var image = gateway.image() == null ? blueprint.defaults().gateway() : new ImageName(gateway.image());
        return new ContainerBuilder()
                .withName(Names.GATEWAY_CONTAINER)
                .withImage(image.value())
                .withCommand("/app/gateway")
                .withArgs("run", "--metrics.addr=")
                .withEnv(variables(blueprint, gateway, address))
                .withResources(Resources.orDefault(gateway.resources(), Resources.GATEWAY))
                .withSecurityContext(Hardening.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(new VolumeMountBuilder()
                        .withName(VOLUME)
                        .withMountPath(FOLDER)
                        .build());
    }

    private static List<EnvVar> variables(Blueprint blueprint, Gateway gateway, String address) {
        var variables = new ArrayList<EnvVar>();
        blueprint
                .secrets()
                .gatewayCredentials()
                .ifPresent(credentials -> variables.addAll(GatewaySecret.gatewayVariables(credentials)));
        variables.add(new EnvVar("STORJ_SERVER_ADDRESS", address, null));
        variables.add(new EnvVar("STORJ_CONFIG_DIR", FOLDER, null));
        // MinIO inside writes below HOME, which is / for a user without an entry in passwd.
        variables.add(new EnvVar("HOME", FOLDER, null));
        variables.add(new EnvVar("STORJ_LOG_LEVEL", "warn", null));
        variables.add(new EnvVar("GOMEMLIMIT", heap(gateway) + "MiB", null));
        variables.add(new EnvVar("MINIO_API_REQUESTS_MAX", REQUESTS, null));
        return variables;
    }

    private static long heap(Gateway gateway) {
        ComputeResources resources = gateway.resources() == null ? Resources.GATEWAY : gateway.resources();
        Quantity limit = resources.limits().get("memory");
        return limit == null
                ? HEAP_WITHOUT_LIMIT
                : Math.max(1, limit.getNumericalAmount().longValue() / 2 / MEBIBYTE);
    }
}
