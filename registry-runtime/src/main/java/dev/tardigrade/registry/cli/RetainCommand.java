package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.logging.Logging;
import dev.tardigrade.registry.retention.ExpiredTag;
import dev.tardigrade.registry.server.OfflineRetention;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes tags by the rules once. */
@Command(
        name = "retain",
        description = {
            "Removes the tags that rules of retention.rules cover and none of them keeps.",
            "May run while registries serve the bucket: a serving registry does the same by itself before each collection.",
            "What the tags pointed to stays until garbage is collected, with gc.untagged."
        },
        footerHeading = "%nExample:%n",
        footer = "  registry retain /etc/registry/config.yml --dry-run")
final class RetainCommand implements Callable<Integer> {

    private final ConfigurationFile configuration;
    private CommandSpec spec = CommandSpec.create();
    private Path file = Path.of("");
    private boolean dryRun;

    RetainCommand(ConfigurationFile configuration) {
        this.configuration = configuration;
    }

    @Spec
    void setSpec(CommandSpec own) {
        spec = own;
    }

    @Parameters(paramLabel = "CONFIG", description = "configuration, as for serve")
    void setFile(Path given) {
        file = given;
    }

    @Option(
            names = {"-d", "--dry-run"},
            description = "only say which tags would go, and why; so does retention.dryrun")
    void setDryRun(boolean given) {
        dryRun = given;
    }

    @Override
    public Integer call() {
        Optional<Loaded> loaded = configuration.load(file, spec.commandLine().getErr());
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        var settings = loaded.get().configuration();
        Logging.apply(settings.log());
        boolean dry = dryRun || settings.gc().dryRetention();
        try (OfflineRetention opened = OfflineRetention.open(settings, Clock.systemUTC())) {
            PrintWriter out = spec.commandLine().getOut();
            AtomicLong count = new AtomicLong();
            Consumer<ExpiredTag> shown = tag -> {
                count.incrementAndGet();
                out.println(tag.repository() + ":" + tag.tag() + " " + tag.digest() + " " + tag.reason());
            };
            if (dry) {
                opened.retention().look(shown);
            } else {
                opened.retention().run(shown);
            }
            out.println((dry ? "would remove " : "removed ") + count + " tags");
            out.flush();
        }
        return ExitCode.OK;
    }
}
