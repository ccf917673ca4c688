package dev.tardigrade.registry.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line in one line, and where to read on. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        String command = line.getCommandSpec().qualifiedName();
        PrintWriter err = line.getErr();
        err.println(command + ": " + message(e));
        if (!UnmatchedArgumentException.printSuggestions(e, err)) {
            String[] examples = line.getCommandSpec().usageMessage().footer();
            if (e instanceof MissingParameterException && examples.length > 0) {
                err.println("For instance: " + examples[0].strip());
            }
        }
        err.println("Try '" + command + " --help'.");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
