package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.logging.Logging;
import dev.tardigrade.registry.server.RegistryProcess;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves until the process gets SIGTERM or SIGINT. */
final class ServeRegistry implements Serve {

    private static final Logger LOG = LoggerFactory.getLogger(ServeRegistry.class);

    @Override
    public void run(Loaded loaded) throws IOException {
        Logging.apply(loaded.configuration().log());
        loaded.warnings().forEach(warning -> LOG.warn("configuration: {}", warning));
        RegistryProcess process = RegistryProcess.start(loaded.configuration(), Clock.systemUTC());
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
