package dev.tardigrade.registry.server;

import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.gc.BucketScan;
import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.gc.Collector;
import dev.tardigrade.registry.gc.Inventory;
import dev.tardigrade.registry.gc.Item;
import dev.tardigrade.registry.gc.Pass;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.Pace;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;

/** Garbage collection by a process that serves nothing. */
public final class OfflineCollection implements AutoCloseable {

    private final OpenStorage storage;
    private final CollectionRules rules;
    private final Pace pace;

    private OfflineCollection(OpenStorage storage, CollectionRules rules, Pace pace) {
        this.storage = storage;
        this.rules = rules;
        this.pace = pace;
    }

    /**
     * Opens the storage that a configuration names.
     *
     * @param untagged whether untagged manifests go also where the configuration keeps them
     */
    public static OfflineCollection open(Configuration configuration, boolean untagged, Clock clock) {
        return new OfflineCollection(
                OpenStorage.open(configuration.storage().backend(), clock),
                OptionsOfConfiguration.rules(configuration.gc()).withUntagged(untagged),
                Pace.steady(clock));
    }

    /** Hands over what nothing refers to. Changes nothing. */
    public Inventory scan(Consumer<Item> unreferenced) {
        return new BucketScan(storage.storage().objects(), layout(), rules, pace).scan(unreferenced);
    }

    /** One pass, beside whatever serves the bucket. */
    public Pass pass() {
        return collector(rules).run();
    }

    /**
     * Passes until nothing is left. Only while nothing serves the bucket.
     *
     * @param progress told after each
     */
    public Pass collectAll(Consumer<Pass> progress) {
        Collector collector = collector(rules.offline());
        Pass all = collector.run();
        while (all.waiting()) {
            progress.accept(all);
            all = all.then(collector.run());
        }
        return all;
    }

    private Collector collector(CollectionRules by) {
        return new Collector(storage.storage().objects(), layout(), by, pace, UUID::randomUUID);
    }

    private BucketLayout layout() {
        return new BucketLayout(storage.prefix());
    }

    @Override
    public void close() {
        storage.close();
    }
}
