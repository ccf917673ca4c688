package dev.tardigrade.registry.cli.bucket;

import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is done with a bucket as such. */
@Command(
        name = "bucket",
        description = "Works on the bucket that holds the images.",
        synopsisSubcommandLabel = "COMMAND")
public final class BucketCommand {

    private BucketCommand() {}

    /**
     * The command with all those below it.
     *
     * @param environment such as {@link System#getenv()}
     * @param out standard output
     */
    public static CommandLine of(Map<String, String> environment, PrintStream out) {
        ConfigurationFile configuration = new ConfigurationFile(environment);
        BucketStep step = new BucketStep(environment, out);
        return new CommandLine(new BucketCommand())
                .addSubcommand(new EnsureCommand(configuration, step))
                .addSubcommand(new EmptyCommand(configuration, step))
                .addSubcommand(new UsageCommand(configuration));
    }
}
