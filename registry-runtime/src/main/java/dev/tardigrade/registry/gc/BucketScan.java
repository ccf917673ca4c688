package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.gc.compact.BucketContents;
import dev.tardigrade.registry.gc.compact.RepositoryContents.TagsKept;
import dev.tardigrade.registry.gc.compact.ScanMemory;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks through the whole bucket for what nothing refers to. Everything written before the scan began is seen by it. An object counts as
 * referred to also by what is unreferenced itself: that goes first, and a later round takes what it named.
 */
public final class BucketScan {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final CollectionRules rules;
    private final RepositoryScan repositories;
    private final DataScan data;
    private final Registry2Scan registry2;

    public BucketScan(ObjectStore store, BucketLayout layout, CollectionRules rules, Pace pace) {
        this.store = store;
        this.layout = layout;
        this.rules = rules;
        Throttle throttle = new Throttle(pace, rules.rate());
        this.repositories = new RepositoryScan(
                new LinksReader(store, throttle, rules.memoryForLinks()),
                new SmallObjects(store),
                layout,
                new RecordCodec(layout),
                throttle,
                rules.untagged());
        RecordedData recorded = new RecordedData(store, layout, throttle);
        this.data = new DataScan(store, layout, recorded);
        this.registry2 = new Registry2Scan(store, layout, recorded);
    }

    /**
     * Scans.
     *
     * @param unreferenced is handed what nothing refers to, in the order in which it may be deleted; it does not use the store
     * @throws dev.tardigrade.registry.model.RegistryException with {@code TooLarge} where the bucket does not fit into the memory of the rules
     */
    public Inventory scan(Consumer<Item> unreferenced) {
        return scan(unreferenced, 0);
    }

    /** The same while a round with so many candidates is swept. */
    Inventory scan(Consumer<Item> unreferenced, int candidates) {
        BucketContents contents = new BucketContents(new ScanMemory(rules.memoryForObjects(candidates)), tagsKept());
        long[] objects = {0};
        store.list(layout.repositories(), object -> {
            objects[0]++;
            layout.repositoryEntryAt(object.key()).ifPresent(entry -> contents.add(entry, object));
        });
        List<ObjectKey> unreadable = new ArrayList<>();
        contents.repositories()
                .forEach((repository, its) -> repositories.scan(repository, its, contents, unreferenced, unreadable));
        long ofData = data.scan(contents, unreferenced);
        long old = registry2.scan(contents, unreferenced);
        return new Inventory(objects[0] + ofData + old, unreadable);
    }

    private TagsKept tagsKept() {
        if (!rules.untagged()) {
            return TagsKept.NONE;
        }
        return store.etagsAreContentHashes() ? TagsKept.ONE_OF_EACH_ETAG : TagsKept.ALL;
    }
}
