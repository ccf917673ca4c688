package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.config.LoadResult.Loaded;
import java.io.IOException;

/** Runs a registry. */
@FunctionalInterface
interface Serve {

    /**
     * Serves until the process is told to end. Logs the warnings first, once the log is as the configuration wants it.
     *
     * @throws IOException where an address or a file cannot be had
     */
    void run(Loaded loaded) throws IOException;
}
