package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a registry. */
@Command(
        name = "serve",
        description = "Serves a registry until it is told to end.",
        footerHeading = "%nExample:%n",
        footer = "  registry serve /etc/registry/config.yml")
final class ServeCommand implements Callable<Integer> {

    private final ConfigurationFile configuration;
    private final Serve serve;
    private CommandSpec spec = CommandSpec.create();
    private Path file = Path.of("");

    ServeCommand(ConfigurationFile configuration, Serve serve) {
        this.configuration = configuration;
        this.serve = serve;
    }

    @Spec
    void setSpec(CommandSpec own) {
        spec = own;
    }

    @Parameters(
            paramLabel = "CONFIG",
            description = {
                "configuration in the format of registry:2;",
                "variables such as REGISTRY_STORAGE_S3_BUCKET override its keys"
            })
    void setFile(Path given) {
        file = given;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Loaded> loaded = configuration.load(file, spec.commandLine().getErr());
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        serve.run(loaded.get());
        return ExitCode.OK;
    }
}
