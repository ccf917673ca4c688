package dev.tardigrade.registry.cli;

import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.cli.invocation.Invocation;
import dev.tardigrade.registry.retention.ExpiredTag;
import dev.tardigrade.registry.server.OfflineRetention;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private final Invocation invocation;

    private boolean dryRun;

    RetainCommand(ConfigurationFile configuration) {
        this.invocation = new Invocation(configuration);
    }

    @Option(
            names = {"-d", "--dry-run"},
            description = "only say which tags would go, and why; so does retention.dryrun")
    void setDryRun(boolean given) {
        dryRun = given;
    }

    @Override
    public Integer call() {
        return invocation.run(loaded -> {
            boolean dry = dryRun || loaded.configuration().gc().dryRetention();
            try (OfflineRetention opened = OfflineRetention.open(loaded.configuration(), Clock.systemUTC())) {
                long count = remove(opened, dry);
                return invocation.print(
                        (dry ? "would remove " : "removed ") + count + " tags" + System.lineSeparator());
            }
        });
    }

    private long remove(OfflineRetention opened, boolean dry) {
        PrintWriter out = invocation.out();
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
        return count.get();
    }
}
