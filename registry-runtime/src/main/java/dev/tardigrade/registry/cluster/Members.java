package dev.tardigrade.registry.cluster;

import dev.tardigrade.registry.model.ReplicaAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The other replicas that may serve now: those that were found, and those that have said so themselves lately. */
final class Members {

    private final ReplicaAddress self;
    private final Duration patience;
    private final InstantSource clock;
    private final Map<ReplicaAddress, Instant> heard = new ConcurrentHashMap<>();
    private final Set<ReplicaAddress> aliases = ConcurrentHashMap.newKeySet();
    private volatile Set<ReplicaAddress> found = Set.of();

    /** @param patience how long one that said hello counts as there */
    Members(ReplicaAddress self, Duration patience, InstantSource clock) {
        this.self = self;
        this.patience = patience;
        this.clock = clock;
    }

    Set<ReplicaAddress> others() {
        Instant oldest = clock.instant().minus(patience);
        heard.values().removeIf(time -> time.isBefore(oldest));
        Set<ReplicaAddress> all = new HashSet<>(found);
        all.addAll(heard.keySet());
        all.remove(self);
        all.removeAll(aliases);
        return all;
    }

    void found(Collection<ReplicaAddress> addresses) {
        found = Set.copyOf(addresses);
    }

    void heard(ReplicaAddress other) {
        heard.put(other, clock.instant());
    }

    /** Notes that this address is another one of this replica. */
    void isSelf(ReplicaAddress address) {
        aliases.add(address);
    }

    /** Notes that nobody serves there; if it is still found, it counts again. */
    void gone(ReplicaAddress other) {
        heard.remove(other);
    }
}
