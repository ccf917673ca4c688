package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.cli.invocation.Invocation;
import dev.tardigrade.registry.cli.invocation.ProgressLines;
import dev.tardigrade.registry.cli.invocation.ToDuration;
import dev.tardigrade.registry.migration.Registry2Takeover;
import dev.tardigrade.registry.migration.TakeoverOrder;
import dev.tardigrade.registry.migration.TakeoverOutcome;
import dev.tardigrade.registry.server.OfflineTakeover;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes over what {@code registry:2} has stored. */
@Command(
        name = "import",
        description = {
            "Takes over the images that registry:2 (distribution 2 or 3) has stored in the same bucket and",
            "root directory. Writes records; no blob is copied, and the old registry's files stay as they are.",
            "Stop the old registry before, and begin to serve after. A run that broke off is gone on with by the next."
        },
        footerHeading = "%nExample:%n",
        footer = "  registry import /etc/registry/config.yml --dry-run")
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private final Invocation invocation;

    private boolean dryRun;
    private boolean verify;
    private boolean again;
    private boolean release;
    private boolean discard;
    private Duration idle = Duration.ofMinutes(2);

    ImportCommand(ConfigurationFile configuration) {
        this.invocation = new Invocation(configuration);
    }

    @Option(
            names = {"-d", "--dry-run"},
            description = "only say what would be taken over, and what not")
    void setDryRun(boolean given) {
        dryRun = given;
    }

    @Option(
            names = "--verify",
            description = "read and hash all blobs; else small ones, and those not named by SHA-256")
    void setVerify(boolean given) {
        verify = given;
    }

    @Option(
            names = "--again",
            description = "also after a run that has finished; images that were deleted here since come back")
    void setAgain(boolean given) {
        again = given;
    }

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            converter = ToDuration.class,
            description = "for how long nobody must have written to the old registry; default 2m")
    void setIdle(Duration given) {
        idle = given;
    }

    @Option(
            names = "--release",
            description = "only let garbage collection delete what of the old registry's files no image here needs;"
                    + " there is no way back after that")
    void setRelease(boolean given) {
        release = given;
    }

    @Option(names = "--discard-skipped", description = "with --release: also what was not taken over")
    void setDiscard(boolean given) {
        discard = given;
    }

    @Override
    public Integer call() {
        return invocation.run(loaded -> {
            try (OfflineTakeover offline = OfflineTakeover.open(loaded.configuration(), Clock.systemUTC())) {
                return release ? release(offline.takeover()) : run(offline.takeover());
            }
        });
    }

    private int release(Registry2Takeover takeover) {
        takeover.release(discard);
        return said("garbage collection may delete what of the old registry's files is not needed");
    }

    private int run(Registry2Takeover takeover) {
        ProgressLines lines = invocation.progress(Clock.systemUTC());
        TakeoverOutcome outcome = takeover.run(
                new TakeoverOrder(dryRun, verify, again, idle),
                report -> lines.show(TakeoverText.totals(report, dryRun) + " so far"));
        return switch (outcome) {
            case TakeoverOutcome.Finished(var report) -> said(TakeoverText.of(report, dryRun));
            case TakeoverOutcome.FinishedBefore(var note) ->
                said("everything was taken over at " + note.finished()
                        + (note.released() ? ", and released" : "; --again looks for what came since"));
            case TakeoverOutcome.NothingThere _ ->
                invocation.fail(
                        "no registry:2 has stored anything here (docker/registry/v2 is missing below the root directory)");
            case TakeoverOutcome.StillWritten(var latest) ->
                invocation.fail("registry:2 may still be running: something was written at " + latest
                        + "; stop it, or make it read-only, and wait for " + idle.toSeconds() + " s (--idle)");
            case TakeoverOutcome.Overtaken(var report) -> {
                int _ = said(TakeoverText.of(report, dryRun));
                yield invocation.fail("something was written to registry:2 meanwhile: stop it, and run this again");
            }
        };
    }

    private int said(String text) {
        return invocation.print(text + System.lineSeparator());
    }
}
