package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.Announcement;
import dev.tardigrade.registry.layout.CollectorId;
import dev.tardigrade.registry.layout.RoundEntry;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/** Deletes the candidates of a round that is mature, but for those that are referred to again and those that are leased. */
final class Sweep {

    /** In one request; the time for it is short. */
    private static final int AT_ONCE = 50;

    private final ObjectStore store;
    private final Rounds rounds;
    private final LeaseTerms terms;
    private final Pace pace;
    private final Supplier<UUID> ids;

    Sweep(ObjectStore store, Rounds rounds, LeaseTerms terms, Pace pace, Supplier<UUID> ids) {
        this.store = store;
        this.rounds = rounds;
        this.terms = terms;
        this.pace = pace;
        this.ids = ids;
    }

    /** @param scan hands over what is unreferenced when the round is mature, of which only so many candidates of the round are kept */
    Deleted run(RoundState round, ObjIntConsumer<Consumer<Item>> scan) {
        Map<RoundEntry.Candidates, List<ObjectKey>> candidates = new LinkedHashMap<>();
        round.batches().forEach(batch -> candidates.put(batch, rounds.candidates(batch)));
        Set<ObjectKey> all = new HashSet<>();
        candidates.values().forEach(all::addAll);
        Map<ObjectKey, Item> unreferenced = new HashMap<>();
        scan.accept(
                item -> {
                    if (all.contains(item.key())) {
                        unreferenced.put(item.key(), item);
                    }
                },
                all.size());
        Deleted deleted = Deleted.NOTHING;
        for (var batch : candidates.entrySet()) {
            deleted = deleted.plus(Deleted.of(sweep(batch.getKey(), batch.getValue(), unreferenced)));
        }
        rounds.write(new RoundEntry.Swept(round.id()), Announcement.of(pace.instant()));
        return deleted;
    }

    private List<Item> sweep(
            RoundEntry.Candidates batch, List<ObjectKey> candidates, Map<ObjectKey, Item> unreferenced) {
        Set<Integer> leased = rounds.leased(batch.round(), batch.batch());
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < candidates.size(); place++) {
            if (unreferenced.containsKey(candidates.get(place)) && !leased.contains(place)) {
                places.add(place);
            }
        }
        if (places.isEmpty()) {
            return List.of();
        }
        Instant begun = pace.instant();
        var announced = new RoundEntry.Deleting(batch.round(), batch.batch(), new CollectorId(ids.get()));
        rounds.write(announced, new Announcement(begun, places));
        // From here on who takes a lease sees the announcement. Those taken before are seen now.
        Set<Integer> late = rounds.leased(batch.round(), batch.batch());
        List<Item> items = places.stream()
                .filter(place -> !late.contains(place))
                .map(place -> unreferenced.get(candidates.get(place)))
                .toList();
        List<Item> gone = rounds.isOpen(batch.round()) ? delete(items, begun) : List.of();
        rounds.write(announced.done(), Announcement.of(pace.instant()));
        return gone;
    }

    private List<Item> delete(List<Item> items, Instant begun) {
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            if (pace.instant().isAfter(begun.plus(terms.issuing()))) {
                return items.subList(0, from);
            }
            store.deleteAll(items.subList(from, Math.min(from + AT_ONCE, items.size())).stream()
                    .map(Item::key)
                    .toList());
        }
        return items;
    }
}
