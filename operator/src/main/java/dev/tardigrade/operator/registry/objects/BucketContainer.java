package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.storage.Bucket;
import dev.tardigrade.api.v1alpha1.storage.Storage;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Hardening;
import dev.tardigrade.operator.registry.objects.frame.Resources;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The step that makes, marks and tries the bucket before a server starts. Its termination message tells how that went. */
final class BucketContainer {

    /** How long an endpoint that does not answer is waited for: short enough to be reported within a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private BucketContainer() {}

    static Container of(Blueprint blueprint) {
        return new ContainerBuilder()
                .withName(Names.BUCKET_CONTAINER)
                .withImage(blueprint.image().value())
                .withArgs(arguments(blueprint))
                .withEnv(ServerVariables.of(blueprint))
                .withResources(Resources.orDefault(null, Resources.BUCKET))
                .withSecurityContext(Hardening.container())
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withVolumeMounts(RegistryContainer.mounts(blueprint))
                .build();
    }

    private static List<String> arguments(Blueprint blueprint) {
        var arguments = new ArrayList<>(List.of(
                "bucket",
                "ensure",
                ConfigMapObject.FILE,
                "--owner",
                blueprint.owner().value()));
        if (adopts(blueprint.spec().storage())) {
            arguments.add("--adopt");
        }
        arguments.add("--wait");
        arguments.add(PATIENCE.toSeconds() + "s");
        return arguments;
    }

    private static boolean adopts(Storage storage) {
        return adopts(storage.storj() == null ? null : storage.storj().bucket())
                || adopts(storage.s3() == null ? null : storage.s3().bucket());
    }

    private static boolean adopts(@Nullable Bucket bucket) {
        return bucket != null && bucket.adopt();
    }
}
