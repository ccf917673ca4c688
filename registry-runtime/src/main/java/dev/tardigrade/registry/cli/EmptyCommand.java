package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.bucket.BucketOutcome;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.EmptyBucket;
import dev.tardigrade.registry.bucket.Emptying;
import dev.tardigrade.registry.bucket.Owner;
import dev.tardigrade.registry.bucket.Tally;
import dev.tardigrade.registry.bucket.TerminationMessage;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.logging.Logging;
import dev.tardigrade.registry.server.OpenStorage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    private final Map<String, String> environment;
    private final PrintStream out;
    private CommandSpec spec = CommandSpec.create();
    private Path file = Path.of("");
    private Owner owner = new Owner("nobody");
    private boolean deleteBucket;
    private boolean onlyUnused;

    /**
     * @param environment such as {@link System#getenv()}
     * @param out standard output
     */
    EmptyCommand(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
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
            description = "whose the bucket must be; in a cluster the UID of the Registry")
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
        PrintWriter err = spec.commandLine().getErr();
        BucketOutcome outcome = outcome(err);
        TerminationMessage.write(outcome, environment, out);
        return switch (outcome) {
            case BucketOutcome.Ready _, BucketOutcome.Emptied _ -> ExitCode.OK;
            case BucketOutcome.Refused refused -> {
                err.println(spec.qualifiedName() + ": " + refused.message());
                err.flush();
                yield ExitCode.SOFTWARE;
            }
        };
    }

    private BucketOutcome outcome(PrintWriter err) {
        StringWriter problems = new StringWriter();
        Optional<Loaded> loaded = new ConfigurationFile(environment).load(file, new PrintWriter(problems));
        if (loaded.isEmpty()) {
            return new BucketOutcome.Refused(
                    Reason.INVALID_CONFIGURATION, problems.toString().strip());
        }
        Logging.apply(loaded.get().configuration().log());
        Clock clock = Clock.systemUTC();
        ProgressLines lines = new ProgressLines(err, clock);
        try (OpenStorage storage =
                OpenStorage.open(loaded.get().configuration().storage().backend(), clock)) {
            return new EmptyBucket(storage.storage(), storage.prefix(), gone -> lines.show(shown(gone)))
                    .run(new Emptying(owner, deleteBucket, onlyUnused));
        }
    }

    private static String shown(Tally gone) {
        return "deleted " + gone.objects() + " objects, " + ByteCount.shown(gone.bytes()) + ", and " + gone.uploads()
                + " open uploads";
    }
}
