package dev.tardigrade.registry.gc;

import dev.tardigrade.registry.lease.LeaseTerms;
import java.time.Duration;

/**
 * What is collected, and when.
 *
 * @param grace for which a client may rely on what it was told exists
 * @param untagged whether manifests go that neither a tag nor another manifest leads to
 * @param rate most reads of the store a second
 * @param alone whether no registry serves the bucket, so that nothing is waited for
 * @param memory most bytes that a scan may take to remember what is in the bucket
 */
public record CollectionRules(
        Duration grace, boolean untagged, int rate, boolean alone, LeaseTerms terms, long memory) {

    /** Of the heap, for a scan. */
    private static final int SHARE = 8;

    /** How far the clocks of two processes may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /** Rules for a bucket that registries may serve, and an eighth of the heap. */
    public CollectionRules(Duration grace, boolean untagged, int rate, LeaseTerms terms) {
        this(grace, untagged, rate, false, terms, Runtime.getRuntime().maxMemory() / SHARE);
    }

    public CollectionRules {
        if (grace.isNegative() || rate < 1) {
            throw new IllegalArgumentException("nothing could be collected by these rules");
        }
    }

    /** How long a round waits from its mark to its first delete: until all replicas know it, and what they said before has run out. */
    Duration maturity() {
        return alone ? Duration.ZERO : grace.plus(terms.viewAge()).plus(CLOCKS);
    }

    /** The rules where no registry serves the bucket: nothing is waited for. */
    public CollectionRules offline() {
        return new CollectionRules(grace, untagged, rate, true, terms, memory);
    }

    public CollectionRules withUntagged(boolean also) {
        return new CollectionRules(grace, untagged || also, rate, alone, terms, memory);
    }

    public CollectionRules withMemory(long bytes) {
        return new CollectionRules(grace, untagged, rate, alone, terms, bytes);
    }
}
