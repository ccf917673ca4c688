package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.ComputeResources;
import dev.tardigrade.api.v1alpha1.storage.Gateway;
import dev.tardigrade.api.v1alpha1.storage.StorjStorage;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gateway to Storj as a native sidecar: it starts before the other containers and ends after them. It has no probe, because it
 * listens on loopback only, and restricted Pod Security forbids probes that name a host; the bucket's step waits for it.
 */
final class GatewayContainer {

    static final String ADDRESS = "127.0.0.1:7777";
    static final String VOLUME = "gateway";

    private static final String FOLDER = "/var/lib/gateway";
    private static final long MEBIBYTE = 1024 * 1024;

    /** Where there is no limit of memory to take half of. */
    private static final long HEAP_WITHOUT_LIMIT = 256;

    /** Requests above it wait. Without it the gateway allows one for each 22 MiB of its limit, and refuses the others. */
    private static final String REQUESTS = "200";

    private GatewayContainer() {}

    static Optional<Container> of(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.spec().storage().storj())
                .map(StorjStorage::gateway)
                .map(gateway -> container(blueprint, gateway));
    }

    private static Container container(Blueprint blueprint, Gateway gateway) {
        var image = gateway.image() == null ? blueprint.defaults().gateway() : new ImageName(gateway.image());
        return new ContainerBuilder()
                .withName(Names.GATEWAY_CONTAINER)
                .withImage(image.value())
                .withRestartPolicy("Always")
                .withCommand("/app/gateway")
                .withArgs("run", "--metrics.addr=")
                .withEnv(variables(blueprint, gateway))
                .withResources(Resources.orDefault(gateway.resources(), Resources.GATEWAY))
                .withSecurityContext(Hardening.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(new VolumeMountBuilder()
                        .withName(VOLUME)
                        .withMountPath(FOLDER)
                        .build())
                .build();
    }

    private static List<EnvVar> variables(Blueprint blueprint, Gateway gateway) {
        var variables = new ArrayList<EnvVar>();
        variables.add(GatewaySecret.variable(blueprint.names()));
        variables.addAll(KeysSecret.gatewayVariables(blueprint.names()));
        variables.add(new EnvVar("STORJ_SERVER_ADDRESS", ADDRESS, null));
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
