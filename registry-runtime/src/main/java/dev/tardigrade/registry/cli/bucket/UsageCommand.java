package dev.tardigrade.registry.cli.bucket;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.bucket.BucketUsage;
import dev.tardigrade.registry.bucket.Tally;
import dev.tardigrade.registry.cli.invocation.ByteCount;
import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.cli.invocation.Invocation;
import dev.tardigrade.registry.layout.ObjectKind;
import dev.tardigrade.registry.server.OpenStorage;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a registry keeps in its bucket. */
@Command(
        name = "usage",
        description =
                "Shows how many objects and bytes the registry keeps, by kind. Lists everything below the prefix.",
        footerHeading = "%nExample:%n",
        footer = "  registry bucket usage /etc/registry/config.yml")
final class UsageCommand implements Callable<Integer> {

    @Mixin
    private final Invocation invocation;

    private boolean json;

    UsageCommand(ConfigurationFile configuration) {
        this.invocation = new Invocation(configuration);
    }

    @Option(names = "--json", description = "one JSON object in place of a table")
    void setJson(boolean given) {
        json = given;
    }

    @Override
    public Integer call() throws IOException {
        return invocation.run(loaded -> {
            try (OpenStorage storage =
                    OpenStorage.open(loaded.configuration().storage().backend(), Clock.systemUTC())) {
                BucketUsage usage = BucketUsage.count(storage.storage().objects(), storage.prefix());
                return invocation.print(json ? json(usage) : table(usage));
            }
        });
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
