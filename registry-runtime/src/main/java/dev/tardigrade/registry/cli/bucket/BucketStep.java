package dev.tardigrade.registry.cli.bucket;

import dev.tardigrade.registry.bucket.BucketOutcome;
import dev.tardigrade.registry.bucket.BucketOutcome.Reason;
import dev.tardigrade.registry.bucket.TerminationMessage;
import dev.tardigrade.registry.cli.invocation.Invocation;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.server.OpenStorage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/** A step of a pod that does something to a bucket, and tells the outcome as the pod's termination message. */
final class BucketStep {

    private final Map<String, String> environment;
    private final PrintStream out;

    /**
     * @param environment such as {@link System#getenv()}
     * @param out standard output
     */
    BucketStep(Map<String, String> environment, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.out = out;
    }

    /** What is done. */
    @FunctionalInterface
    interface Work {

        BucketOutcome on(OpenStorage storage, Clock clock);
    }

    /**
     * Does the work on the storage of this configuration; also tells a configuration that is wrong.
     *
     * @return the exit status
     */
    int run(Invocation invocation, Work work) throws IOException {
        BucketOutcome outcome = outcome(invocation, work);
        TerminationMessage.write(outcome, environment, out);
        return switch (outcome) {
            case BucketOutcome.Ready _, BucketOutcome.Full _, BucketOutcome.Emptied _ -> ExitCode.OK;
            case BucketOutcome.Refused refused -> invocation.fail(refused.message());
        };
    }

    private BucketOutcome outcome(Invocation invocation, Work work) {
        StringWriter problems = new StringWriter();
        Optional<Loaded> loaded = invocation.load(new PrintWriter(problems));
        if (loaded.isEmpty()) {
            return new BucketOutcome.Refused(
                    Reason.INVALID_CONFIGURATION, problems.toString().strip());
        }
        Clock clock = Clock.systemUTC();
        try (OpenStorage storage =
                OpenStorage.open(loaded.get().configuration().storage().backend(), clock)) {
            return work.on(storage, clock);
        }
    }
}
