package dev.tardigrade.operator.cli;

import dev.tardigrade.operator.grant.GrantException;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into one line on standard error and an exit code. Never echoes an argument: it may be a secret at the wrong place. */
final class Failures {

    private Failures() {}

    static int usage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + message(failure));
        command.getErr().println("Try '" + name + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    static int execution(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof GrantException) {
            command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (failure instanceof UnreadableInputException) {
            command.getErr()
                    .println(
                            command.getCommandSpec().qualifiedName()
                                    + ": standard input cannot be read; give a file or a pipe with the grant, for instance < grant");
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static String message(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : String.valueOf(failure.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        if (failure.isUnknownOption()) {
            return "there is no option " + failure.getUnmatched().getFirst().replaceFirst("=.*", "")
                    + "; leave it out or use one that --help shows";
        }
        Set<String> commands = failure.getCommandLine().getSubcommands().keySet();
        return commands.isEmpty()
                ? "one argument too many; only options are expected here, and grants are read from standard input"
                : "there is no such command; use one of " + String.join(", ", commands);
    }
}
