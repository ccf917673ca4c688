package dev.tardigrade.e2e.bench;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.registry.RegistryProgram;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The registries that are compared. */
enum Product {
    OURS,
    DISTRIBUTION;

    /** As the image starts ours in a container of 1 GiB, of which 40 % are for the heap. */
    private static final Map<String, String> OUR_ENVIRONMENT = Map.of(
            "JAVA_OPTS",
            "-Xmx410m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:-UsePerfData",
            "REGISTRY_HTTP_SECRET",
            "of the benchmark");

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    ProcessBuilder command(Path configuration) {
        return switch (this) {
            case OURS -> RegistryProgram.serve(configuration, OUR_ENVIRONMENT);
            case DISTRIBUTION ->
                new ProcessBuilder(BedProgram.DISTRIBUTION.path().toString(), "serve", configuration.toString());
        };
    }

    /** Both without access log, and with all bytes by way of the server: clients do not reach a gateway that is on its loopback. */
    static String configuration(Storage storage, int port) {
        return """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage:
                  delete: {enabled: true}
                  redirect: {disable: true}
                  %s
                http:
                  addr: 127.0.0.1:%d
                  secret: of the benchmark
                  draintimeout: 1s
                """.formatted(storage.settings(), port);
    }
}
