package dev.tardigrade.registry.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is done with a bucket as such. */
@Command(
        name = "bucket",
        description = "Works on the bucket that holds the images.",
        synopsisSubcommandLabel = "COMMAND")
final class BucketCommand {

    private BucketCommand() {}

    /** The command with these below it, each an object with the annotation of picocli. */
    static CommandLine of(Object... commands) {
        CommandLine line = new CommandLine(new BucketCommand());
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line;
    }
}
