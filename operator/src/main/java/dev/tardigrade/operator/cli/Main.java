package dev.tardigrade.operator.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the process starts. */
@Command(
        name = "operator",
        description = "Runs container registries on Kubernetes that keep their images on Storj.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main {

    /** What no argument at all stands for. */
    private static final String[] RUN = {"run"};

    private Main() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(System.in, out, err).execute(arguments.length == 0 ? RUN : arguments));
    }

    static CommandLine commandLine(InputStream in, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .addSubcommand(RunCommand.commandLine(System.getenv()))
                .addSubcommand(GrantCommand.commandLine(in))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Failures::usage)
                .setExecutionExceptionHandler(Failures::execution);
    }
}
