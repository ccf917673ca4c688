package dev.tardigrade.registry.cluster;

import dev.tardigrade.registry.cache.Announcer;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.Witnesses;
import dev.tardigrade.registry.cluster.PeerCalls.Reply;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replicas of one registry, as one of them sees it. Each looks for the others every few seconds and says hello to all it finds, so that who
 * starts is known before it serves, and who is not found any more but still serves stays known.
 */
public final class Cluster implements Announcer, Witnesses, PeerListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration PATIENCE = ROUND.multipliedBy(4);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(2);

    /** For a question whose answer only saves an upload; all are asked at the same time. */
    private static final Duration WITNESS_LIMIT = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** So that a message stays below 1 MiB. */
    private static final int KEYS_AT_A_TIME = 1000;

    private final PeerCalls calls;
    private final Caches caches;
    private final Members members;
    private final Supplier<Set<ReplicaAddress>> seeds;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("peers").daemon().factory());

    /**
     * @param self under which the others reach this replica
     * @param seeds finds addresses of replicas, this one perhaps among them
     * @param caches of this replica; the others keep as long as these
     */
    public Cluster(
            ReplicaAddress self,
            Supplier<Set<ReplicaAddress>> seeds,
            PeerCalls calls,
            Caches caches,
            InstantSource clock) {
        this.calls = calls;
        this.caches = caches;
        this.members = new Members(self, PATIENCE, clock);
        this.seeds = seeds;
    }

    /** Makes this replica known to the others, and goes on to. To be called before it serves, and once it answers its peers. */
    public void join() {
        round();
        LOG.info("the other replicas: {}", members.others());
        long millis = ROUND.toMillis();
        var _ = rounds.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            members.found(seeds.get());
            forEach(members.others(), peer -> note(peer, calls.hello(peer, CALL_LIMIT)));
        } catch (RuntimeException e) {
            LOG.error("looking for the other replicas failed; it is tried again", e);
        }
    }

    private void note(ReplicaAddress peer, Reply reply) {
        switch (reply) {
            case DONE, UNKNOWN -> {}
            case MYSELF -> members.isSelf(peer);
            case NOBODY -> members.gone(peer);
        }
    }

    /** The other replicas that may serve now. */
    public Set<ReplicaAddress> others() {
        return members.others();
    }

    @Override
    public void heard(ReplicaAddress other) {
        members.heard(other);
    }

    @Override
    public void left(ReplicaAddress other) {
        members.gone(other);
    }

    @Override
    public void forget(Collection<ObjectKey> keys) {
        caches.forget(keys);
    }

    @Override
    public List<RepositoryName> seen(Digest blob) {
        return caches.sightings().of(blob);
    }

    @Override
    public Set<RepositoryName> whereSeen(Digest blob) {
        Set<RepositoryName> seen = ConcurrentHashMap.newKeySet();
        forEach(members.others(), peer -> seen.addAll(calls.seen(peer, blob, WITNESS_LIMIT)));
        return seen;
    }

    @Override
    public void changed(Collection<ObjectKey> keys) {
        Duration kept = caches.timeToLive();
        if (kept.isZero() || keys.isEmpty()) {
            return;
        }
        long end = System.nanoTime() + kept.toNanos();
        List<List<ObjectKey>> messages = messages(List.copyOf(keys));
        forEach(members.others(), peer -> messages.forEach(message -> tell(peer, message, end)));
    }

    private static List<List<ObjectKey>> messages(List<ObjectKey> keys) {
        List<List<ObjectKey>> messages = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_A_TIME) {
            messages.add(keys.subList(from, Math.min(keys.size(), from + KEYS_AT_A_TIME)));
        }
        return messages;
    }

    /** A peer that cannot be reached may serve clients all the same: then there is nothing to do but to wait. */
    private void tell(ReplicaAddress peer, List<ObjectKey> keys, long end) {
        for (Duration left = until(end); left.isPositive(); left = until(end)) {
            Reply reply = calls.forget(peer, keys, left.compareTo(CALL_LIMIT) < 0 ? left : CALL_LIMIT);
            note(peer, reply);
            if (reply != Reply.UNKNOWN) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        LOG.warn("the replica at {} does not answer: a change was waited for until it had forgotten by itself", peer);
    }

    private static Duration until(long end) {
        return Duration.ofNanos(end - System.nanoTime());
    }

    private static void forEach(Set<ReplicaAddress> peers, Consumer<ReplicaAddress> call) {
        if (peers.size() == 1) {
            peers.forEach(call);
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            peers.forEach(peer -> threads.execute(() -> call.accept(peer)));
        }
    }

    /** Tells the others that this replica serves no more. */
    @Override
    public void close() {
        rounds.shutdownNow();
        forEach(members.others(), peer -> note(peer, calls.goodbye(peer, CALL_LIMIT)));
    }
}
