package dev.tardigrade.e2e.conformance;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The suite's program. */
final class Suite {

    private final Path program = BedProgram.CONFORMANCE.path();

    /** Runs it against a registry on a port of loopback; its reports stay in the folder. */
    Outcome run(int port, Profile profile, Path reports) {
        Map<String, String> environment = new HashMap<>(profile.settings());
        environment.put("OCI_REGISTRY", "127.0.0.1:" + port);
        environment.put("OCI_TLS", "disabled");
        environment.put("OCI_RESULTS_DIR", reports.toString());
        try {
            Files.createDirectories(reports);
            // It ends with 1 also where something failed: what counts is what it has written.
            Command.Result result = Command.of(program)
                    .with(environment)
                    .within(Duration.ofMinutes(8))
                    .tryToRun();
            Files.writeString(reports.resolve("output.txt"), result.output() + result.errors());
            return Outcome.read(reports, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
