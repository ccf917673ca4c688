package dev.tardigrade.registry.cli.bucket;

import dev.tardigrade.registry.bucket.Claim;
import dev.tardigrade.registry.bucket.EnsureBucket;
import dev.tardigrade.registry.bucket.Owner;
import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.cli.invocation.Invocation;
import dev.tardigrade.registry.cli.invocation.ToDuration;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Claims a bucket for a registry; see {@link EnsureBucket}. */
@Command(
        name = "ensure",
        description = {
            "Makes the bucket where it is missing, marks it as the owner's, and tries it.",
            "Writes the outcome as JSON to the file that TERMINATION_LOG names, else to",
            "/dev/termination-log where there is one, else to standard output."
        },
        footerHeading = "%nExample:%n",
        footer = "  registry bucket ensure /etc/registry/config.yml --owner my-registry --wait 30s")
final class EnsureCommand implements Callable<Integer> {

    @Mixin
    private final Invocation invocation;

    private final BucketStep step;
    private Owner owner = new Owner("nobody");
    private boolean adopt;
    private Duration patience = Duration.ZERO;

    EnsureCommand(ConfigurationFile configuration, BucketStep step) {
        this.invocation = new Invocation(configuration);
        this.step = step;
    }

    @Option(
            names = "--owner",
            required = true,
            paramLabel = "UID",
            converter = ToOwner.class,
            description = "whose the bucket is to be; the operator gives NAMESPACE.NAME.HASH of the Registry")
    void setOwner(Owner given) {
        owner = given;
    }

    @Option(names = "--adopt", description = "take the bucket also when it is not empty, or another owner's")
    void setAdopt(boolean given) {
        adopt = given;
    }

    @Option(
            names = "--wait",
            paramLabel = "DURATION",
            converter = ToDuration.class,
            description = "how long to wait for storage that does not answer, for instance 30s; default 0s")
    void setPatience(Duration given) {
        patience = given;
    }

    @Override
    public Integer call() throws IOException {
        return step.run(
                invocation,
                (storage, clock) -> new EnsureBucket(storage.storage(), storage.prefix(), clock)
                        .run(new Claim(owner, adopt, patience)));
    }
}
