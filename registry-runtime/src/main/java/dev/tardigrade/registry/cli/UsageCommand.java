package dev.tardigrade.registry.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.bucket.BucketUsage;
import dev.tardigrade.registry.bucket.Tally;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.logging.Logging;
import dev.tardigrade.registry.server.OpenStorage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a registry keeps in its bucket. */
@Command(
        name = "usage",
        description =
                "Shows how many objects and bytes the registry keeps, by kind. Lists everything below the prefix.",
        footerHeading = "%nExample:%n",
        footer = "  registry bucket usage /etc/registry/config.yml")
final class UsageCommand implements Callable<Integer> {

    private final ConfigurationFile configuration;
    private CommandSpec spec = CommandSpec.create();
    private Path file = Path.of("");
    private boolean json;

    UsageCommand(ConfigurationFile configuration) {
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

    @Option(names = "--json", description = "one JSON object in place of a table")
    void setJson(boolean given) {
        json = given;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Loaded> loaded = configuration.load(file, spec.commandLine().getErr());
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        Logging.apply(loaded.get().configuration().log());
        try (OpenStorage storage =
                OpenStorage.open(loaded.get().configuration().storage().backend(), Clock.systemUTC())) {
            BucketUsage usage = BucketUsage.count(storage.storage().objects(), storage.prefix());
            PrintWriter out = spec.commandLine().getOut();
            out.print(json ? json(usage) : table(usage));
            out.flush();
        }
        return ExitCode.OK;
    }

    private static String table(BucketUsage usage) {
        StringBuilder text = new StringBuilder(row("KIND", "OBJECTS", "BYTES", "UPLOADS"));
        usage.byKind().forEach((kind, tally) -> text.append(row(kind.plural(), tally)));
        return text.append(row("total", usage.total())).toString();
    }

    private static String row(String kind, Tally tally) {
        return row(
                kind, Long.toString(tally.objects()), ByteCount.shown(tally.bytes()), Long.toString(tally.uploads()));
    }

    private static String row(String kind, String objects, String bytes, String uploads) {
        return String.format(Locale.ROOT, "%-20s %12s %12s %8s%n", kind, objects, bytes, uploads);
    }

    private static String json(BucketUsage usage) throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        ObjectNode kinds = root.putObject("kinds");
        for (ObjectKind kind : usage.byKind().keySet()) {
            kinds.set(
                    kind.name().toLowerCase(Locale.ROOT),
                    mapper.valueToTree(usage.byKind().get(kind)));
        }
        root.set("total", mapper.valueToTree(usage.total()));
        return mapper.writeValueAsString(root) + System.lineSeparator();
    }
}
