package dev.tardigrade.registry.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.cache.ObjectCache;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ClusterTest {

    private static final ReplicaAddress SELF = new ReplicaAddress("a", 1);
    private static final ReplicaAddress OTHER = new ReplicaAddress("b", 1);
    private static final ObjectKey KEY = new ObjectKey("key");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicReference<Set<ReplicaAddress>> seeds = new AtomicReference<>(Set.of());
    private final FakePeers peers = new FakePeers();
    private final Caches caches = new Caches(new CacheLimits(10_000, Duration.ofMillis(500)));
    private final Cluster cluster = new Cluster(SELF, seeds::get, peers, caches, now::get);

    @AfterEach
    void leave() {
        cluster.close();
    }

    @Test
    void whoeverIsFoundIsTold() {
        seeds.set(Set.of(SELF, OTHER));
        cluster.join();
        cluster.changed(List.of(KEY));
        assertThat(peers.log).containsExactly("hello b:1", "forget b:1 1");
    }

    @Test
    void whoSaysHelloIsToldAlthoughNobodyFindsIt() {
        cluster.heard(OTHER);
        cluster.changed(List.of(KEY));
        assertThat(peers.log).containsExactly("forget b:1 1");
    }

    @Test
    void whoSaysNothingForLongIsForgotten() {
        cluster.heard(OTHER);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        assertThat(cluster.others()).isEmpty();
    }

    @Test
    void whoSaysGoodbyeIsNotTold() {
        cluster.heard(OTHER);
        cluster.left(OTHER);
        cluster.changed(List.of(KEY));
        assertThat(peers.log).isEmpty();
    }

    @Test
    void aReplicaDoesNotTakeItselfForAnother() {
        seeds.set(Set.of(OTHER));
        peers.replies.put(OTHER, PeerCalls.Reply.MYSELF);
        cluster.join();
        assertThat(cluster.others()).isEmpty();
    }

    @Test
    void whereNobodyListensNobodyIsWaitedFor() {
        cluster.heard(OTHER);
        peers.replies.put(OTHER, PeerCalls.Reply.NOBODY);
        long begin = System.nanoTime();
        cluster.changed(List.of(KEY));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(400));
        assertThat(cluster.others()).isEmpty();
    }

    @Test
    void whoDoesNotAnswerIsWaitedForUntilItHasForgottenByItself() {
        cluster.heard(OTHER);
        peers.replies.put(OTHER, PeerCalls.Reply.UNKNOWN);
        long begin = System.nanoTime();
        cluster.changed(List.of(KEY));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        assertThat(peers.log).hasSizeGreaterThan(1);
    }

    @Test
    void manyChangesAreSeveralMessages() {
        cluster.heard(OTHER);
        cluster.changed(IntStream.range(0, 2500)
                .mapToObj(i -> new ObjectKey("key/" + i))
                .toList());
        assertThat(peers.log).containsExactly("forget b:1 1000", "forget b:1 1000", "forget b:1 500");
    }

    @Test
    void whereNothingIsKeptNothingIsTold() {
        var forgetful = new Cluster(SELF, Set::of, peers, new Caches(new CacheLimits(0, Duration.ZERO)), now::get);
        forgetful.heard(OTHER);
        forgetful.changed(List.of(KEY));
        assertThat(peers.log).isEmpty();
    }

    @Test
    void whatOthersTellIsDroppedFromTheCaches() {
        ObjectStore store = MemoryStorage.open(Clock.systemUTC()).objects();
        ObjectCache<String> cache = new Caches(new CacheLimits(10_000, Duration.ofHours(1)))
                .open(store, (_, bytes, _) -> new String(bytes.toArray(), UTF_8));
        ObjectCache<String> ours = caches.open(store, (_, bytes, _) -> new String(bytes.toArray(), UTF_8));
        store.put(KEY, Content.of("a".getBytes(UTF_8)), Optional.empty(), PutMode.REPLACE);
        assertThat(ours.get(KEY)).isEqualTo(cache.get(KEY));
        store.delete(KEY);
        cluster.forget(List.of(KEY));
        assertThat(ours.get(KEY)).isEmpty();
        assertThat(cache.get(KEY)).contains("a");
    }

    @Test
    void whoLeavesSaysSo() {
        cluster.heard(OTHER);
        cluster.close();
        assertThat(peers.log).containsExactly("goodbye b:1");
    }

    @Test
    void allOthersAreAskedWhereTheyHaveSeenABlob() {
        cluster.heard(OTHER);
        Digest blob = Digest.of(Digest.Algorithm.SHA256, new byte[0]);
        assertThat(cluster.whereSeen(blob)).containsExactly(RepositoryName.parse("seen-by/b"));
        peers.replies.put(OTHER, PeerCalls.Reply.UNKNOWN);
        assertThat(cluster.whereSeen(blob)).isEmpty();
    }

    /** Notes what it is asked for, and replies as it is told. */
    private static final class FakePeers implements PeerCalls {

        private final Queue<String> log = new ConcurrentLinkedQueue<>();
        private final Map<ReplicaAddress, Reply> replies = new ConcurrentHashMap<>();

        private Reply reply(ReplicaAddress peer, String call) {
            log.add(call);
            return replies.getOrDefault(peer, Reply.DONE);
        }

        @Override
        public Reply hello(ReplicaAddress peer, Duration limit) {
            return reply(peer, "hello " + peer);
        }

        @Override
        public Reply goodbye(ReplicaAddress peer, Duration limit) {
            return reply(peer, "goodbye " + peer);
        }

        @Override
        public Reply forget(ReplicaAddress peer, Collection<ObjectKey> keys, Duration limit) {
            return reply(peer, "forget " + peer + " " + keys.size());
        }

        @Override
        public List<RepositoryName> seen(ReplicaAddress peer, Digest blob, Duration limit) {
            return reply(peer, "seen " + peer) == Reply.DONE
                    ? List.of(RepositoryName.parse("seen-by/" + peer.host()))
                    : List.of();
        }
    }
}
