package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.cli.invocation.ByteCount;
import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.cli.invocation.Invocation;
import dev.tardigrade.registry.cli.invocation.ProgressLines;
import dev.tardigrade.registry.gc.Deleted;
import dev.tardigrade.registry.gc.Inventory;
import dev.tardigrade.registry.gc.Pass;
import dev.tardigrade.registry.server.OfflineCollection;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Collects garbage once. */
@Command(
        name = "garbage-collect",
        description = {
            "Deletes what an earlier run marked and nobody has used since, and marks what nothing refers to now.",
            "May run while registries serve the bucket: a serving registry does the same by itself.",
            "With --offline all of it goes at once, which is safe only while nothing serves the bucket."
        },
        footerHeading = "%nExample:%n",
        footer = "  registry garbage-collect /etc/registry/config.yml --dry-run")
final class GarbageCollectCommand implements Callable<Integer> {

    @Mixin
    private final Invocation invocation;

    private boolean dryRun;
    private boolean untagged;
    private boolean offline;
    private boolean quiet;

    GarbageCollectCommand(ConfigurationFile configuration) {
        this.invocation = new Invocation(configuration);
    }

    @Option(
            names = {"-d", "--dry-run"},
            description = "only say what nothing refers to")
    void setDryRun(boolean given) {
        dryRun = given;
    }

    @Option(
            names = {"-m", "--delete-untagged"},
            description = "manifests that no tag, index or subject leads to go too; as gc.untagged")
    void setUntagged(boolean given) {
        untagged = given;
    }

    @Option(names = "--offline", description = "nothing serves the bucket: wait for nothing, and collect everything")
    void setOffline(boolean given) {
        offline = given;
    }

    @Option(
            names = {"-q", "--quiet"},
            description = "say nothing but failures")
    void setQuiet(boolean given) {
        quiet = given;
    }

    @Override
    public Integer call() {
        return invocation.run(loaded -> {
            try (OfflineCollection collection =
                    OfflineCollection.open(loaded.configuration(), untagged, Clock.systemUTC())) {
                String report = dryRun ? dryRun(collection) : report(run(collection));
                return invocation.print(quiet ? "" : report);
            }
        });
    }

    private Pass run(OfflineCollection collection) {
        ProgressLines lines = invocation.progress(Clock.systemUTC());
        return offline
                ? collection.collectAll(pass -> lines.show(shown(pass.deleted()) + " so far"))
                : collection.pass();
    }

    /** Says each at once: there may be more of them than fit into memory. */
    private String dryRun(OfflineCollection collection) {
        Map<String, Long> byRepository = new TreeMap<>();
        LongAdder bytes = new LongAdder();
        Inventory inventory = collection.scan(item -> {
            var repository = item.repository();
            byRepository.merge(repository == null ? "(shared by all)" : repository.value(), 1L, Long::sum);
            bytes.add(item.size());
            if (!quiet) {
                invocation.print(item.kind().plural() + ": " + item.key().value() + System.lineSeparator());
            }
        });
        StringBuilder text = new StringBuilder();
        byRepository.forEach((place, count) ->
                text.append(place).append(": ").append(count).append(" objects").append(System.lineSeparator()));
        inventory
                .unreadable()
                .forEach(key -> text.append("cannot be read, so its repository is left alone: ")
                        .append(key.value())
                        .append(System.lineSeparator()));
        long count = byRepository.values().stream().mapToLong(Long::longValue).sum();
        return text + "of " + inventory.objects() + " objects nothing refers to " + count + ", "
                + ByteCount.shown(bytes.sum()) + System.lineSeparator();
    }

    private static String report(Pass pass) {
        return shown(pass.deleted()) + System.lineSeparator() + "marked " + pass.marked()
                + " objects, which a later run deletes unless they are used again" + System.lineSeparator();
    }

    private static String shown(Deleted deleted) {
        String kinds = deleted.objects().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().plural())
                .collect(Collectors.joining(", ", " (", ")"));
        return "deleted " + deleted.count() + " objects, " + ByteCount.shown(deleted.bytes())
                + (deleted.objects().isEmpty() ? "" : kinds);
    }
}
