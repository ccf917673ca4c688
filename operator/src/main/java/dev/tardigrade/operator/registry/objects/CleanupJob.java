package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.DeletionPolicy;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Hardening;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Placement;
import dev.tardigrade.operator.registry.objects.frame.Resources;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Empties the storage of a Registry that goes, with a gateway of its own beside it where there is one. */
public final class CleanupJob {

    /** Each try that cannot reach its storage ends within a minute; the pauses between them are 10 s, 20 s. */
    private static final int TRIES = 3;

    /** Storj deletes some hundred objects a second. */
    static final Duration LONGEST = Duration.ofHours(6);

    private CleanupJob() {}

    public static Job of(Blueprint blueprint) {
        var name = blueprint.names().cleanup();
        var labels = Labels.ofCleanup(blueprint.names().registry());
        return new JobBuilder()
                .withMetadata(new ObjectMetaBuilder(Metadata.owned(blueprint, name))
                        .withLabels(labels)
                        .build())
                .withNewSpec()
                .withBackoffLimit(TRIES - 1)
                .withActiveDeadlineSeconds(LONGEST.toSeconds())
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withSpec(pod(blueprint))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static PodSpec pod(Blueprint blueprint) {
        var gateway =
                blueprint.placement().isOurs() ? List.of(GatewayContainer.sidecar(blueprint)) : List.<Container>of();
        var pod = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(ServiceAccountObject.nameFor(blueprint))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withSecurityContext(Hardening.pod())
                .withInitContainers(gateway)
                .withContainers(container(blueprint))
                .withVolumes(DeploymentObject.volumes(blueprint, !gateway.isEmpty()))
                .build();
        // Without its class no pod would be made, and classes come and go with other things.
        return new PodSpecBuilder(Placement.beside(pod, blueprint))
                .withPriorityClassName(null)
                .build();
    }

    private static Container container(Blueprint blueprint) {
        return new ContainerBuilder()
                .withName(Names.CLEANUP_CONTAINER)
                .withImage(blueprint.image().value())
                .withArgs(arguments(blueprint))
                .withEnv(variables(blueprint))
                .withResources(Resources.orDefault(null, Resources.BUCKET))
                .withSecurityContext(Hardening.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(RegistryContainer.mounts(blueprint))
                .build();
    }

    private static List<String> arguments(Blueprint blueprint) {
        var arguments = new ArrayList<>(List.of(
                "bucket",
                "empty",
                ConfigMapObject.FILE,
                "--owner",
                blueprint.owner().value()));
        if (madeItsBucket(blueprint)) {
            arguments.add("--delete-bucket");
        }
        if (blueprint.spec().deletionPolicy() == DeletionPolicy.DeleteIfEmpty) {
            arguments.add("--only-unused");
        }
        return arguments;
    }

    /** What was there before, or is not known to be ours, is emptied of what is ours and stays. */
    private static boolean madeItsBucket(Blueprint blueprint) {
        var status = blueprint.registry().getStatus();
        return status != null
                && status.storage() != null
                && Boolean.TRUE.equals(status.storage().bucketCreated());
    }

    /** Its gateway is beside it, wherever the servers had theirs. A Secret of the user may be gone already. */
    private static List<EnvVar> variables(Blueprint blueprint) {
        var variables = new ArrayList<>(ServerVariables.asFarAsTheyAreThere(blueprint));
        if (blueprint.placement().isOurs()) {
            variables.add(new EnvVar(ServerVariables.ENDPOINT, "http://" + GatewayContainer.LOOPBACK, null));
        }
        return variables;
    }
}
