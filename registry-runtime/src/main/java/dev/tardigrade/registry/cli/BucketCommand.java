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

    static CommandLine of(EnsureCommand ensure) {
        return new CommandLine(new BucketCommand()).addSubcommand(ensure);
    }
}
