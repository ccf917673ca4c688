package dev.tardigrade.e2e.registry;

import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.process.Command.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The launcher of {@code registry-runtime/target/dist}. */
public final class RegistryProgram {

    private static final Path LAUNCHER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("registry-runtime/target/dist/bin/registry");

    private static final int FIRST_PORT = 10_000;
    private static final int PORTS = 10_000;

    /** Other JVMs with tests begin elsewhere. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(new Random().nextInt(PORTS));

    private RegistryProgram() {}

    /** Runs {@code registry bucket ensure}; its report is in the result's output. */
    public static Result ensureBucket(RegistrySettings settings, Path folder, String owner, String... options) {
        Path report = folder.resolve("termination-log");
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.put("TERMINATION_LOG", report.toString());
        Object[] line = new Object[options.length + 6];
        line[0] = LAUNCHER;
        line[1] = "bucket";
        line[2] = "ensure";
        line[3] = settings.write(folder, freePort(), freePort());
        line[4] = "--owner";
        line[5] = owner;
        System.arraycopy(options, 0, line, 6, options.length);
        Result result = Command.of(line).with(environment).tryToRun();
        try {
            return new Result(result.exitCode(), Files.readString(report), result.output() + result.errors());
        } catch (IOException e) {
            throw new UncheckedIOException(result.output() + result.errors(), e);
        }
    }

    /** Runs another command on the storage of these settings, to its end. */
    public static Result run(RegistryConfiguration settings, Path folder, String command, String... options) {
        return Command.of(LAUNCHER, command, settings.write(folder, freePort(), freePort()))
                .and((Object[]) options)
                .with(settings.environment())
                .tryToRun();
    }

    public static ProcessBuilder serve(Path configuration, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "serve", configuration.toString());
        builder.environment().putAll(environment);
        return builder;
    }

    /** One that nothing listens at, which is told once: from below the ports that connections of this machine begin at. */
    public static int freePort() {
        while (true) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException _) {
                // somebody has it
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
