package dev.tardigrade.registry.cli.invocation;

import dev.tardigrade.registry.config.ConfigurationLoader;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.config.LoadResult.Rejected;
import dev.tardigrade.registry.config.source.Finding;
import dev.tardigrade.registry.config.source.Origin;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The configuration that a command is given: a file, and the variables of the process. */
public final class ConfigurationFile {

    private final Map<String, String> environment;

    /** @param environment such as {@link System#getenv()} */
    public ConfigurationFile(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** What is in the file; empty if it is not usable, after all of its problems have been printed, one per line. */
    public Optional<Loaded> load(Path file, PrintWriter err) {
        return switch (ConfigurationLoader.load(file, environment)) {
            case Loaded loaded -> Optional.of(loaded);
            case Rejected rejected -> {
                for (Finding problem : rejected.problems()) {
                    err.println(shown(file, problem));
                }
                err.flush();
                yield Optional.empty();
            }
        };
    }

    private static String shown(Path file, Finding finding) {
        return switch (finding.origin()) {
            case Origin.Variable _ -> finding.toString();
            case Origin.Line _, Origin.Nowhere _ -> file + ": " + finding;
        };
    }
}
