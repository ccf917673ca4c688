package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.PodSecrets;
import dev.tardigrade.operator.registry.model.ServerFiles;
import dev.tardigrade.operator.registry.objects.CleanupJob;
import dev.tardigrade.operator.registry.objects.DedicatedGateway;
import dev.tardigrade.operator.registry.objects.RegistryObjects;
import dev.tardigrade.operator.registry.objects.exposure.CertificateObjects;
import dev.tardigrade.operator.registry.objects.exposure.ExposureObjects;
import dev.tardigrade.operator.registry.objects.operation.OperationObjects;
import dev.tardigrade.operator.registry.objects.secret.GatewaySecret;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what is known about a Registry into what it needs. */
public final class Planner {

    private final Inputs inputs;
    private final Allocation allocation;

    private Planner(Inputs inputs) {
        this.inputs = inputs;
        this.allocation = Allocation.of(inputs.registry(), inputs.cluster());
    }

    public static Plan plan(Inputs inputs) {
        return new Planner(inputs).plan();
    }

    private Plan plan() {
        var spec = inputs.registry().getSpec();
        var files = FileSecrets.resolve(inputs);
        var secrets = storage(files);
        var problem = UnsafeSpec.problem(spec)
                .or(() -> NamedSecrets.problem(
                        spec, new Names(inputs.registry().getMetadata().getName())))
                .or(() -> allocation.conflict(spec.storage()));
        var mayMake = allocation.recorded() && problem.isEmpty();
        var missing = mayMake ? missing(secrets, files) : List.<HasMetadata>of();
        var issued = secrets.issued()
                .filter(_ -> mayMake)
                .map(credentials -> GatewaySecret.of(inputs.registry(), credentials));
        return new Plan(
                allocation,
                secrets,
                files,
                problem.orElse(null),
                Blueprint.image(spec, inputs.images()),
                inputs.installed(),
                Stream.concat(issued.stream(), missing.stream()).toList(),
                mayMake && missing.isEmpty() ? objects(secrets, files) : null,
                mayMake && inputs.registry().isMarkedForDeletion() ? cleanup(secrets) : null,
                FileSecrets.renewsTokens(inputs, files) || RobotPasswords.renews(inputs, files),
                files.usable().isPresent());
    }

    /**
     * While servers cannot be made as they are wanted, those that run keep their credentials, and what is told is when these end. What empties the
     * storage needs no files.
     */
    private Resolution storage(FilesResolution files) {
        var secrets = new StorageSecrets(inputs, allocation).resolve();
        return files.usable().isPresent() || inputs.registry().isMarkedForDeletion()
                ? secrets
                : files.trouble().map(secrets::heldUpBy).orElse(secrets);
    }

    /** Without the files of the servers, and with a gateway of its own. */
    private @Nullable Job cleanup(Resolution resolution) {
        return resolution
                .usable()
                .map(secrets -> CleanupJob.of(unaddressed(secrets, ServerFiles.NONE)))
                .orElse(null);
    }

    private List<HasMetadata> missing(Resolution resolution, FilesResolution files) {
        return resolution
                .usable()
                .map(secrets -> RegistryObjects.missing(
                        blueprint(secrets, files.usable().orElse(ServerFiles.NONE)), inputs.children()))
                .orElse(List.of());
    }

    /** Without the files of the servers only what brings them: a certificate that an issuer is to make. */
    private @Nullable List<HasMetadata> objects(Resolution resolution, FilesResolution files) {
        return resolution
                .usable()
                .map(secrets -> files.usable()
                        .map(found -> all(blueprint(secrets, found)))
                        .orElseGet(() -> CertificateObjects.of(blueprint(secrets, ServerFiles.NONE))
                                .toList()))
                .orElse(null);
    }

    /** In the order in which they are to be made: what is mounted comes before what mounts it. */
    private static List<HasMetadata> all(Blueprint blueprint) {
        return Stream.of(
                        CertificateObjects.of(blueprint),
                        RegistryObjects.of(blueprint).stream(),
                        ExposureObjects.of(blueprint),
                        OperationObjects.of(blueprint))
                .flatMap(objects -> objects)
                .toList();
    }

    private Blueprint blueprint(PodSecrets secrets, ServerFiles files) {
        var blueprint = unaddressed(secrets, files);
        return DedicatedGateway.of(blueprint)
                .flatMap(gateway -> gateway.address(inputs.children()))
                .map(blueprint::withGatewayAt)
                .orElse(blueprint);
    }

    private Blueprint unaddressed(PodSecrets secrets, ServerFiles files) {
        return new Blueprint(
                inputs.registry(),
                inputs.images(),
                Identity.of(inputs.registry(), inputs.cluster()).owner(),
                allocation.bucketName(),
                secrets,
                files,
                inputs.installed(),
                null);
    }
}
