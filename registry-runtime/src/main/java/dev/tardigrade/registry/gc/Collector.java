package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.layout.Announcement;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RoundEntry;
import dev.tardigrade.registry.layout.RoundId;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects garbage, pass by pass. Any number of collectors may work on one bucket at once, and any of them may end at any moment: what one has
 * begun the others go on with.
 */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private static final Duration UNMARKED = Duration.ofHours(1);

    private final CollectionRules rules;
    private final BucketScan scan;
    private final Rounds rounds;
    private final Sweep sweep;
    private final Pace pace;
    private final Supplier<UUID> ids;

    /** @param ids each different, for all processes */
    public Collector(ObjectStore store, BucketLayout layout, CollectionRules rules, Pace pace, Supplier<UUID> ids) {
        this.rules = rules;
        this.scan = new BucketScan(store, layout, rules, pace);
        this.rounds = new Rounds(store, layout);
        this.sweep = new Sweep(store, rounds, rules.terms(), pace, ids);
        this.pace = pace;
        this.ids = ids;
    }

    /** Deletes what earlier passes marked and nobody has asked for since, and marks what is unreferenced now. */
    public Pass run() {
        Instant now = pace.instant();
        Deleted deleted = Deleted.NOTHING;
        int scans = 0;
        boolean waiting = false;
        for (RoundState round : rounds.all()) {
            if (round.isSwept() || !round.isMarked()) {
                tidyIfOld(round, now);
            } else if (isMature(round, now)) {
                deleted = deleted.plus(sweep.run(round, this::scan));
                scans++;
            } else {
                waiting = true;
            }
        }
        long marked = 0;
        if (!waiting) {
            marked = mark();
            scans++;
        }
        return new Pass(scans, deleted, marked, waiting || marked > 0);
    }

    private void scan(Consumer<Item> unreferenced, int candidates) {
        Inventory inventory = scan.scan(unreferenced, candidates);
        for (ObjectKey manifest : inventory.unreadable()) {
            LOG.warn(
                    "nothing of the repository is collected, because this manifest cannot be read: {}",
                    manifest.value());
        }
    }

    private boolean isMature(RoundState round, Instant now) {
        return !now.isBefore(round.marked().plus(rules.maturity()));
    }

    private long mark() {
        UUID id = ids.get();
        FairShare share = new FairShare(rules.mostCandidates(), id.getMostSignificantBits());
        scan(share, 0);
        List<ObjectKey> candidates = share.chosen().stream().map(Item::key).toList();
        if (!candidates.isEmpty()) {
            RoundId round = new RoundId(id);
            rounds.begin(round, candidates);
            rounds.write(new RoundEntry.Marked(round), Announcement.of(pace.instant()));
        }
        return candidates.size();
    }

    /** A round that is not marked belongs to a collector that is at it, or died, which time tells. */
    private void tidyIfOld(RoundState round, Instant now) {
        Instant end = round.isSwept() ? round.swept() : round.written().plus(UNMARKED);
        if (now.isAfter(end.plus(rules.terms().kept()))) {
            rounds.tidy(round);
        }
    }
}
