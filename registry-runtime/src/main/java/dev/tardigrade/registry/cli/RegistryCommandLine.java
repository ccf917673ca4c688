package dev.tardigrade.registry.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** Puts the commands together and says how they fail. */
final class RegistryCommandLine {

    private RegistryCommandLine() {}

    /** The command line with these commands, each an object with the annotation of picocli. */
    static CommandLine of(Object... commands) {
        CommandLine line = new CommandLine(new Root());
        for (Object command : commands) {
            line.addSubcommand(command);
        }
        return line.setParameterExceptionHandler(new UsageErrors()).setExecutionExceptionHandler(new Failures());
    }

    @Command(
            name = "registry",
            description = "A container registry that keeps images on Storj, on any S3 or in a directory.",
            mixinStandardHelpOptions = true,
            scope = ScopeType.INHERIT,
            versionProvider = ProductVersion.class,
            synopsisSubcommandLabel = "COMMAND",
            footerHeading = "%nExit status:%n",
            footer = {"  0  done", "  1  failed", "  2  wrong command line or configuration"})
    private static final class Root {}
}
