package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.Announcement;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.KeyList;
import dev.tardigrade.registry.layout.RoundEntry;
import dev.tardigrade.registry.layout.RoundId;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rounds in the bucket: whoever collects there goes on with any of them. */
final class Rounds {

    /** So few that a batch is deleted while a client waits. */
    static final int BATCH = 250;

    private final ObjectStore store;
    private final SmallObjects objects;
    private final BucketLayout layout;
    private final KeyList lists;

    Rounds(ObjectStore store, BucketLayout layout) {
        this.store = store;
        this.objects = new SmallObjects(store);
        this.layout = layout;
        this.lists = new KeyList(layout);
    }

    /** All rounds, in an order that is the same for every process. */
    List<RoundState> all() {
        Map<String, Map<RoundEntry, Instant>> byRound = new TreeMap<>();
        store.list(
                layout.rounds(),
                object -> layout.roundEntryAt(object.key())
                        .ifPresent(
                                entry -> byRound.computeIfAbsent(entry.round().toString(), _ -> new HashMap<>())
                                        .put(entry, object.lastModified())));
        List<RoundState> rounds = new ArrayList<>();
        byRound.values().forEach(written -> {
            Set<RoundEntry> entries = written.keySet();
            RoundId id = entries.iterator().next().round();
            rounds.add(new RoundState(
                    id,
                    entries,
                    Collections.max(written.values()),
                    at(entries, new RoundEntry.Marked(id)),
                    at(entries, new RoundEntry.Swept(id))));
        });
        return rounds;
    }

    private Instant at(Set<RoundEntry> entries, RoundEntry entry) {
        return entries.contains(entry) ? read(entry).map(Announcement::at).orElse(Instant.MAX) : Instant.MAX;
    }

    Optional<Announcement> read(RoundEntry entry) {
        ObjectKey key = layout.round(entry);
        return objects.read(key).map(bytes -> Announcement.decode(key, bytes));
    }

    /** The candidates of a batch, each at its place; none where the round was tidied away meanwhile. */
    List<ObjectKey> candidates(RoundEntry.Candidates batch) {
        ObjectKey key = layout.round(batch);
        return objects.read(key).map(bytes -> lists.decode(key, bytes)).orElse(List.of());
    }

    void write(RoundEntry entry, Announcement announcement) {
        objects.write(layout.round(entry), announcement.encode());
    }

    /** Writes the candidates of a new round. Its time runs once it is {@link RoundEntry.Marked} too. */
    void begin(RoundId round, List<ObjectKey> candidates) {
        for (int batch = 0; batch * BATCH < candidates.size(); batch++) {
            List<ObjectKey> keys = candidates.subList(batch * BATCH, Math.min((batch + 1) * BATCH, candidates.size()));
            objects.write(layout.round(new RoundEntry.Candidates(round, batch)), lists.encode(keys));
        }
    }

    /** The places of a batch that a replica has promised to keep. */
    Set<Integer> leased(RoundId round, int batch) {
        Set<Integer> places = new HashSet<>();
        store.list(layout.leases(round, batch), object -> {
            String key = object.key().value();
            places.add(Integer.valueOf(key.substring(key.lastIndexOf('/') + 1)));
        });
        return places;
    }

    boolean isOpen(RoundId round) {
        return store.head(layout.round(new RoundEntry.Marked(round))).isPresent();
    }

    /**
     * Removes all that the bucket has of a round. First what makes it one, then its leases: a collector that still works on it looks at the leases
     * first, and then whether it is one.
     */
    void tidy(RoundState round) {
        store.delete(layout.round(new RoundEntry.Marked(round.id())));
        List<ObjectKey> rest = new ArrayList<>();
        store.list(layout.round(round.id()), object -> rest.add(object.key()));
        store.list(layout.leases(round.id()), object -> rest.add(object.key()));
        for (int from = 0; from < rest.size(); from += BATCH) {
            store.deleteAll(rest.subList(from, Math.min(from + BATCH, rest.size())));
        }
    }
}
