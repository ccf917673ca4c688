package dev.tardigrade.e2e.registry;

import java.nio.file.Path;
import java.util.Map;

/** What a registry process is started with. */
public interface RegistryConfiguration {

    /** Writes {@code config.yml} into a folder, for a registry that listens on two ports of loopback. */
    Path write(Path folder, int port, int debugPort);

    /** What is set beside the file. */
    Map<String, String> environment();
}
