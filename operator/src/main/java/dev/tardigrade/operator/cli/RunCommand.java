package dev.tardigrade.operator.cli;

import dev.tardigrade.operator.process.OperatorProcess;
import dev.tardigrade.operator.process.Settings;
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
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  RELATED_IMAGE_REGISTRY  image of the registry server",
            "  RELATED_IMAGE_GATEWAY   image of the gateway to Storj",
            "  WATCH_NAMESPACES        namespaces to watch, separated by commas; empty: all",
            "  LEADER_ELECTION         false where there is one replica only; default: true",
            "  POD_NAMESPACE           where the lease is kept",
            "  RESYNC_INTERVAL         how often each Registry is looked at, however quiet it is; default: 10m",
            "  HTTP_ADDRESS            where /livez, /readyz and /metrics are; default: :8080",
            "  LOG_LEVEL               error, warn, info, debug or trace; default: info"
        })
final class RunCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        var process = start();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.close();
            stopped.countDown();
        }));
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

    private Settings settings() {
        try {
            return Settings.from(environment);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
