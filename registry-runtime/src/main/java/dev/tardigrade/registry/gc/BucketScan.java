package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks through the whole bucket for what nothing refers to. Everything written before the scan began is seen by it. An object counts as
 * referred to also by what is unreferenced itself: that goes first, and a later round takes what it named.
 */
public final class BucketScan {

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RepositoryScan repositories;
    private final DataScan data;
    private final Registry2Scan registry2;

    public BucketScan(ObjectStore store, BucketLayout layout, CollectionRules rules, Pace pace) {
        this.store = store;
        this.layout = layout;
        Throttle throttle = new Throttle(pace, rules.rate());
        this.repositories = new RepositoryScan(
                new LinksReader(store, throttle),
                new SmallObjects(store),
                new RecordCodec(layout),
                throttle,
                rules.untagged(),
                store.etagsAreContentHashes());
        this.data = new DataScan(store, layout, throttle);
        this.registry2 = new Registry2Scan(store, layout, throttle);
    }

    public Inventory scan() {
        Map<RepositoryName, RepositoryContents> contents = new TreeMap<>();
        long[] objects = {0};
        store.list(layout.repositories(), object -> {
            objects[0]++;
            layout.repositoryEntryAt(object.key())
                    .ifPresent(entry -> contents.computeIfAbsent(entry.repository(), _ -> new RepositoryContents())
                            .add(entry, object));
        });
        List<Item> found = new ArrayList<>();
        List<ObjectKey> unreadable = new ArrayList<>();
        Set<Digest> live = new HashSet<>();
        List<ObjectKey> memberships = new ArrayList<>();
        contents.forEach((repository, its) -> {
            repositories.scan(repository, its, found, unreadable);
            its.memberships().forEach((digest, object) -> {
                live.add(digest);
                memberships.add(object.key());
            });
        });
        DataScan.Scanned scanned = data.scan(live, memberships, found);
        long old = registry2.scan(live, scanned.records(), memberships, found);
        return new Inventory(found, objects[0] + scanned.objects() + old, unreadable);
    }
}
