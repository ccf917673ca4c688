package dev.tardigrade.registry.lease;

import dev.tardigrade.registry.layout.Announcement;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RoundEntry;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out what announced deletions came to. */
final class Settlement {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final ObjectStore store;
    private final SmallObjects objects;
    private final BucketLayout layout;
    private final LeaseTerms terms;
    private final Pace pace;

    Settlement(ObjectStore store, BucketLayout layout, LeaseTerms terms, Pace pace) {
        this.store = store;
        this.objects = new SmallObjects(store);
        this.layout = layout;
        this.terms = terms;
        this.pace = pace;
    }

    /** Waits until every deletion of the candidate that was announced before is over. */
    Held await(Spot spot) {
        Instant end = pace.instant().plus(LONGEST);
        while (true) {
            State state = state(spot);
            switch (state) {
                case UNTOUCHED -> {
                    return Held.AS_KNOWN;
                }
                case OVER -> {
                    return Held.LOOK_AGAIN;
                }
                case UNDER_WAY -> {}
            }
            if (!pace.instant().isBefore(end) || Thread.currentThread().isInterrupted()) {
                throw new RegistryException(new Failure.StorageUnavailable(
                        "the object is being collected as garbage; send it again", RETRY));
            }
            pace.pause(PAUSE);
        }
    }

    private enum State {
        UNTOUCHED,
        OVER,
        UNDER_WAY
    }

    private State state(Spot spot) {
        Set<RoundEntry> entries = new HashSet<>();
        store.list(
                layout.round(spot.round()),
                object -> layout.roundEntryAt(object.key()).ifPresent(entries::add));
        if (!entries.contains(new RoundEntry.Candidates(spot.round(), spot.batch()))) {
            // The round is over and was tidied away.
            return State.OVER;
        }
        State result = State.UNTOUCHED;
        for (RoundEntry entry : entries) {
            if (entry instanceof RoundEntry.Deleting deleting && deleting.batch() == spot.batch()) {
                State one = state(deleting, spot.place(), entries.contains(deleting.done()));
                result = one.compareTo(result) > 0 ? one : result;
            }
        }
        return result;
    }

    private State state(RoundEntry.Deleting deleting, int place, boolean done) {
        ObjectKey key = layout.round(deleting);
        Optional<Announcement> announced = objects.read(key).map(bytes -> Announcement.decode(key, bytes));
        if (announced.isEmpty()) {
            // It belongs to a round that was tidied away this moment.
            return State.OVER;
        }
        if (!announced.get().places().contains(place)) {
            return State.UNTOUCHED;
        }
        boolean dead = announced.get().at().isBefore(pace.instant().minus(terms.settled()));
        return done || dead ? State.OVER : State.UNDER_WAY;
    }
}
