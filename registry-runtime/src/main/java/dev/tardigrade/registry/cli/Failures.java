package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command failed, in one line where the cause lies outside of this program. */
final class Failures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult arguments) {
        PrintWriter err = line.getErr();
        String command = line.getCommandSpec().qualifiedName();
        switch (e) {
            case RegistryException expected -> err.println(command + ": " + expected.getMessage());
            case IOException expected -> err.println(command + ": " + expected.getMessage());
            case UncheckedIOException expected -> err.println(command + ": " + expected.getMessage());
            default -> {
                err.println(command + ": this is a fault of the program; please report it with these lines");
                e.printStackTrace(err);
            }
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
