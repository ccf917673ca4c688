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
 * @param memory most bytes that collection may take: three quarters to remember what is in the bucket, an eighth for what manifests name, which
 *     is kept from pass to pass, and an eighth for what a round takes
 */
public record CollectionRules(
        Duration grace, boolean untagged, int rate, boolean alone, LeaseTerms terms, long memory) {

    /** Of the heap. */
    private static final int SHARE = 8;

    /** Of the memory, for manifests; as much again is for candidates. */
    private static final int PART = 8;

    /** In one round. All replicas keep the candidates in memory. */
    private static final int MOST_CANDIDATES = 20_000;

    /** Of one: its key in the round, in a scan and in what answers know of the round, with what they are looked up by. */
    private static final int CANDIDATE_BYTES = 500;

    /** How far the clocks of two processes may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /** Rules for a bucket that registries may serve, and an eighth of the heap. */
    public CollectionRules(Duration grace, boolean untagged, int rate, LeaseTerms terms) {
        this(grace, untagged, rate, false, terms, memoryOf(Runtime.getRuntime().maxMemory()));
    }

    public CollectionRules {
        if (grace.isNegative() || rate < 1) {
            throw new IllegalArgumentException("nothing could be collected by these rules");
        }
    }

    /** What collection may take of a heap of so many bytes. */
    public static long memoryOf(long heap) {
        return heap / SHARE;
    }

    /** Bytes for what manifests name. */
    long memoryForLinks() {
        return memory / PART;
    }

    /** How many objects a round may take. */
    int mostCandidates() {
        return Math.clamp(memory / PART / CANDIDATE_BYTES, 1, MOST_CANDIDATES);
    }

    /**
     * Bytes for what is in the bucket.
     *
     * @param candidates of a round that is swept; one with more memory may have taken more
     */
    long memoryForObjects(int candidates) {
        long beyond = Math.max(0, candidates - mostCandidates());
        return memory - 2 * (memory / PART) - beyond * CANDIDATE_BYTES;
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
