package dev.tardigrade.registry.cli.bucket;

import dev.tardigrade.registry.bucket.EmptyBucket;
import dev.tardigrade.registry.bucket.Emptying;
import dev.tardigrade.registry.bucket.Owner;
import dev.tardigrade.registry.bucket.Tally;
import dev.tardigrade.registry.cli.invocation.ByteCount;
import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.cli.invocation.Invocation;
import dev.tardigrade.registry.cli.invocation.ProgressLines;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes all that a registry keeps in its bucket; see {@link EmptyBucket}. */
@Command(
        name = "empty",
        description = {
            "Deletes everything below the prefix, open uploads too, if the marker names this owner.",
            "May be broken off and begun again. Writes the outcome as `bucket ensure` does."
        },
        footerHeading = "%nExample:%n",
        footer = "  registry bucket empty /etc/registry/config.yml --owner my-registry --delete-bucket")
final class EmptyCommand implements Callable<Integer> {

    @Mixin
    private final Invocation invocation;

    private final BucketStep step;
    private Owner owner = new Owner("nobody");
    private boolean deleteBucket;
    private boolean onlyUnused;

    EmptyCommand(ConfigurationFile configuration, BucketStep step) {
        this.invocation = new Invocation(configuration);
        this.step = step;
    }

    @Option(
            names = "--owner",
            required = true,
            paramLabel = "UID",
            converter = ToOwner.class,
            description = "whose the bucket must be; the operator gives NAMESPACE.NAME.HASH of the Registry")
    void setOwner(Owner given) {
        owner = given;
    }

    @Option(
            names = "--delete-bucket",
            description = "delete the bucket too, unless it is known that the registry did not make it")
    void setDeleteBucket(boolean given) {
        deleteBucket = given;
    }

    @Option(names = "--only-unused", description = "delete nothing where there are images")
    void setOnlyUnused(boolean given) {
        onlyUnused = given;
    }

    @Override
    public Integer call() throws IOException {
        return step.run(invocation, (storage, clock) -> {
            ProgressLines lines = invocation.progress(clock);
            return new EmptyBucket(storage.storage(), storage.prefix(), gone -> lines.show(shown(gone)))
                    .run(new Emptying(owner, deleteBucket, onlyUnused));
        });
    }

    private static String shown(Tally gone) {
        return "deleted " + gone.objects() + " objects, " + ByteCount.shown(gone.bytes()) + ", and " + gone.uploads()
                + " open uploads";
    }
}
