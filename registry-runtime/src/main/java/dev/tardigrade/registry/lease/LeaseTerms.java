package dev.tardigrade.registry.lease;

import java.time.Duration;

/**
 * The times that replicas and collectors of one bucket agree on. Every process that works on the bucket must have the same.
 *
 * @param viewAge how old a replica's knowledge of what may be deleted can be when it answers
 * @param issuing in which a collector may begin deletes of a batch after it has announced them
 * @param settled after which a batch that was announced and never reported done is over: its collector has died
 * @param kept how long a round stays readable after its last delete; longer than any cache keeps what it may have deleted
 */
public record LeaseTerms(Duration viewAge, Duration issuing, Duration settled, Duration kept) {

    public static final LeaseTerms DEFAULT = new LeaseTerms(
            Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofMinutes(30));

    public LeaseTerms {
        if (!viewAge.isPositive()
                || issuing.compareTo(settled) >= 0
                || viewAge.multipliedBy(2).compareTo(kept) >= 0) {
            throw new IllegalArgumentException("no lease could be kept on these terms");
        }
    }
}
