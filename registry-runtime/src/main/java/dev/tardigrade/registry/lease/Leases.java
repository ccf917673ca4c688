package dev.tardigrade.registry.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.KeyList;
import dev.tardigrade.registry.layout.RoundEntry;
import dev.tardigrade.registry.layout.RoundId;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.StorageBudget;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one replica. Whoever tells a client that an object exists, or writes an object that names it, calls {@link #hold} before
 * the answer and after the write: no round of garbage collection then deletes it within the grace period. Costs nothing for objects that are no
 * candidates, but one list of the bucket a minute.
 */
public final class Leases {

    private static final Bytes MARK = Bytes.of("held\n".getBytes(US_ASCII));

    private final ObjectStore store;
    private final SmallObjects objects;
    private final BucketLayout layout;
    private final KeyList lists;
    private final LeaseTerms terms;
    private final Pace pace;
    private final Settlement settlement;
    private final Set<Spot> held = ConcurrentHashMap.newKeySet();
    private final List<Forgetful> readers = new CopyOnWriteArrayList<>();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile View view = View.NOTHING;
    private volatile Instant used = Instant.MIN;

    /** Why the view could not be read the last time; guarded by {@link #refreshing}. */
    private @Nullable Failed failed;

    private record Failed(Instant at, Failure failure) {}

    public Leases(ObjectStore store, BucketLayout layout, LeaseTerms terms, Pace pace) {
        this.store = store;
        this.objects = new SmallObjects(store);
        this.layout = layout;
        this.lists = new KeyList(layout);
        this.terms = terms;
        this.pace = pace;
        this.settlement = new Settlement(store, layout, terms, pace);
    }

    /** The clock that leases go by. */
    public Pace pace() {
        return pace;
    }

    /** From now on this one is told what may have been deleted. */
    public void tell(Forgetful reader) {
        readers.add(reader);
    }

    /**
     * Keeps garbage collection away from an object, whether or not it is there. Readers that keep it from before a deletion have forgotten it when
     * this returns: so look for it afterwards.
     *
     * @throws dev.tardigrade.registry.model.RegistryException with {@code StorageUnavailable} also where the object is being deleted and the
     *     end of that cannot be waited for
     */
    public Held hold(ObjectKey key) {
        Held result = Held.AS_KNOWN;
        try (var _ = StorageBudget.current().begin()) {
            for (Spot spot : fresh().spotsOf(key)) {
                if (!held.contains(spot)) {
                    result = result.and(take(key, spot));
                }
            }
        }
        return result;
    }

    /** Whether a round, be it over or not, may have deleted this object or may still delete it where nobody holds it. */
    public boolean isCandidate(ObjectKey key) {
        return !fresh().spotsOf(key).isEmpty();
    }

    /** As {@link #hold} for each. */
    public Held holdAll(Collection<ObjectKey> keys) {
        Held result = Held.AS_KNOWN;
        for (ObjectKey key : keys) {
            result = result.and(hold(key));
        }
        return result;
    }

    /**
     * The lease is written before the announcements are read, and a collector writes its announcement before it reads the leases: so at least one
     * of both sees the other one.
     */
    private Held take(ObjectKey key, Spot spot) {
        objects.write(layout.lease(spot.round(), spot.batch(), spot.place()), MARK);
        Held result = settlement.await(spot);
        if (result == Held.LOOK_AGAIN) {
            // Before others rely on the lease, so that none of them is told what was known before.
            readers.forEach(reader -> reader.forget(key));
        }
        held.add(spot);
        return result;
    }

    private View fresh() {
        View known = view;
        Instant now = pace.instant();
        used = now;
        if (isFresh(known, now)) {
            return known;
        }
        refreshing.lock();
        try {
            if (!isFresh(view, pace.instant())) {
                shareFailureSince(now);
                read();
            }
            return view;
        } finally {
            refreshing.unlock();
        }
    }

    /**
     * Who waited for a reader that failed fails with it. Where the store hangs, each would else wait for all before it and then for the store: the
     * twentieth for ten minutes.
     */
    private void shareFailureSince(Instant arrival) {
        Failed last = failed;
        if (last != null && last.at().isAfter(arrival)) {
            throw new RegistryException(last.failure());
        }
    }

    private boolean isFresh(View known, Instant now) {
        return known.readAt().isAfter(now.minus(terms.viewAge()));
    }

    /** Reads what may be deleted, where it has been asked for since the last time; so that no request has to wait for it. */
    public void refresh() {
        refreshing.lock();
        try {
            if (!used.isBefore(view.readAt())) {
                read();
            }
        } finally {
            refreshing.unlock();
        }
    }

    private void read() {
        try {
            StorageBudget.current().anew().<@Nullable Void, RuntimeException>call(() -> {
                readView();
                return null;
            });
        } catch (RegistryException e) {
            failed = new Failed(pace.instant(), e.failure());
            throw e;
        }
    }

    private void readView() {
        View before = view;
        Instant begun = pace.instant();
        Map<RoundEntry.Candidates, List<ObjectKey>> batches = new HashMap<>();
        store.list(
                layout.rounds(),
                object -> layout.roundEntryAt(object.key()).ifPresent(entry -> read(entry, before, batches)));
        View read = View.of(begun, batches);
        tellWhatIsGone(before, read);
        view = read;
        Set<RoundId> rounds = read.rounds();
        held.removeIf(spot -> !rounds.contains(spot.round()));
    }

    private void read(RoundEntry entry, View before, Map<RoundEntry.Candidates, List<ObjectKey>> batches) {
        if (entry instanceof RoundEntry.Candidates batch) {
            List<ObjectKey> known = before.batches().get(batch);
            if (known != null) {
                batches.put(batch, known);
                return;
            }
            ObjectKey key = layout.round(batch);
            objects.read(key).ifPresent(bytes -> batches.put(batch, lists.decode(key, bytes)));
        }
    }

    /** A round is kept for long enough that this process sees it, unless nothing was asked of it for a long time. */
    private void tellWhatIsGone(View before, View now) {
        boolean mayHaveMissedOne =
                before.readAt().isBefore(now.readAt().minus(terms.kept().dividedBy(2)));
        for (Forgetful reader : readers) {
            if (mayHaveMissedOne) {
                reader.forgetAll();
            } else {
                before.batches().forEach((batch, keys) -> {
                    if (!now.batches().containsKey(batch)) {
                        keys.forEach(reader::forget);
                    }
                });
            }
        }
    }
}
