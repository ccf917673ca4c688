package dev.tardigrade.operator.cli;

import dev.tardigrade.operator.process.OperatorProcess;
import dev.tardigrade.operator.process.Settings;
import dev.tardigrade.operator.process.Variable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the operator until it is told to stop. */
@Command(
        name = "run",
        description = "Runs the operator. It finds its cluster by KUBECONFIG, or by the account of its pod.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private RunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    static CommandLine commandLine(Map<String, String> environment) {
        var command = new CommandLine(new RunCommand(environment));
        command.getCommandSpec()
                .usageMessage()
                .footerHeading("%nEnvironment:%n")
                .footer(Variable.lines());
        return command;
    }

    @Override
    public Integer call() throws InterruptedException {
        var process = start();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.close();
            stopped.countDown();
        }));
        process.whenMore(RunCommand::end);
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private OperatorProcess start() {
        try {
            return OperatorProcess.start(settings());
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "the address for health and metrics cannot be used: " + e.getMessage(), e);
        }
    }

    /** Kubernetes starts it anew. */
    private static void end() {
        System.exit(CommandLine.ExitCode.OK);
    }

    private Settings settings() {
        try {
            return Settings.from(environment);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
