package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.bucket.Claim;
import dev.tardigrade.registry.bucket.EnsureBucket;
import dev.tardigrade.registry.bucket.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    private final BucketStep step;
    private CommandSpec spec = CommandSpec.create();
    private Path file = Path.of("");
    private Owner owner = new Owner("nobody");
    private boolean adopt;
    private Duration patience = Duration.ZERO;

    EnsureCommand(BucketStep step) {
        this.step = step;
    }

    @Spec
    void setSpec(CommandSpec own) {
        spec = own;
    }

    @Parameters(paramLabel = "CONFIG", description = "configuration, as for serve")
    void setFile(Path given) {
        file = given;
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
                spec,
                file,
                (storage, clock) -> new EnsureBucket(storage.storage(), storage.prefix(), clock)
                        .run(new Claim(owner, adopt, patience)));
    }
}
