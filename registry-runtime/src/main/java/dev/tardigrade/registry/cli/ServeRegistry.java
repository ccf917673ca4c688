package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.logging.Logging;
import dev.tardigrade.registry.server.RegistryProcess;
import dev.tardigrade.registry.server.farewell.Farewell;
import dev.tardigrade.registry.server.farewell.PodFarewell;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** Serves until the process gets SIGTERM or SIGINT, or its storage has refused it for so long that its pod is to tell. */
final class ServeRegistry implements Serve {

    private static final Logger LOG = LoggerFactory.getLogger(ServeRegistry.class);

    private final Map<String, String> environment;

    /** @param environment such as {@link System#getenv()} */
    ServeRegistry(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void run(Loaded loaded) throws IOException {
        Logging.apply(loaded.configuration().log());
        loaded.warnings().forEach(warning -> LOG.warn("configuration: {}", warning));
        Clock clock = Clock.systemUTC();
        Farewell farewell = PodFarewell.of(environment, clock, () -> System.exit(ExitCode.SOFTWARE));
        RegistryProcess process = RegistryProcess.start(loaded.configuration(), clock, farewell);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            process.close();
                            stopped.countDown();
                        },
                        "stop"));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.close();
        }
    }
}
