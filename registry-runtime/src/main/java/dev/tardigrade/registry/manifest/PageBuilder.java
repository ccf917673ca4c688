package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.model.Referrer;
import dev.tardigrade.registry.storage.LargeObjects;
import java.util.ArrayList;
import java.util.List;

/** Takes referrers in their order until the part that is wanted is full. */
final class PageBuilder {

    private final ReferrerQuery query;
    private final List<Referrer> taken = new ArrayList<>();
    private int bytes;
    private boolean full;

    PageBuilder(ReferrerQuery query) {
        this.query = query;
    }

    /** @param size of its record */
    void offer(Referrer referrer, int size) {
        if (full || !query.matches(referrer)) {
            return;
        }
        if (!taken.isEmpty() && bytes + size > query.maxBytes()) {
            full = true;
            return;
        }
        bytes += size;
        if (bytes > LargeObjects.SMALL_BYTES) {
            // The records of a whole page, and what is made of them.
            LargeObjects.reserveHere(2L * query.maxBytes());
        }
        taken.add(referrer);
    }

    /** Whether one more has been offered than has a place. */
    boolean isFull() {
        return full;
    }

    ReferrerPage build() {
        return new ReferrerPage(taken, full);
    }
}
