package dev.tardigrade.registry.gc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.gc.Promises.Subject;
import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.RepositoryEntry;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.manifest.document.ManifestLinks;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.testing.turns.TurnStore;
import dev.tardigrade.testing.turns.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Clients that do random operations, each on two replicas, while two collectors work all the time. All of it takes turns by a seed: a run that failed
 * fails again.
 */
final class RandomOperations {

    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final int CLIENTS = 4;
    private static final int MOST_PASSES = 12;

    /** Of ten thousand calls of the store. */
    private static final int FAULTS = 30;

    /** A pass of collection makes so many calls that with more of them none would come to its end. */
    private static final int FAULTS_OF_COLLECTORS = 2;

    private static final int KILLS = 1;

    private final ObjectStore store;
    private final Turns turns;
    private final Random random;
    private final CollectionRules rules = new CollectionRules(
            GRACE,
            true,
            1_000_000,
            new LeaseTerms(
                    Duration.ofMinutes(1), Duration.ofSeconds(15), Duration.ofMinutes(2), Duration.ofMinutes(30)));
    private final World world;
    private final List<RepositoryName> repositories;
    private final AtomicInteger busy = new AtomicInteger(CLIENTS);
    private Deleted deleted = Deleted.NOTHING;
    private boolean mishaps = true;

    private RandomOperations(ObjectStore store, long seed) {
        this.store = store;
        this.turns = new Turns(seed, Instant.now());
        this.random = new Random(seed + 1);
        this.repositories = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new RepositoryName("team/app" + i))
                .toList();
        this.world = new World(seed, turns, GRACE);
    }

    /** Lets clients do so many operations on an empty store, then collects, and checks that what is left is what they were told. */
    static RandomOperations check(ObjectStore store, long seed, int operations) {
        RandomOperations run = new RandomOperations(store, seed);
        World world = run.run(operations);
        run.collectAll();
        run.checkBucket();
        assertThat(world.counts).as("every kind of operation took place").hasSizeGreaterThan(10);
        return run;
    }

    private Replica replica() {
        return new Replica(new TurnStore(store, turns, new Faults(FAULTS, 0)), rules, turns);
    }

    /** The process is killed. */
    private static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private final class Faults implements TurnStore.Mishaps {

        private final int faults;
        private final int kills;

        private Faults(int faults, int kills) {
            this.faults = faults;
            this.kills = kills;
        }

        @Override
        public void before() {
            roll();
        }

        @Override
        public void after() {
            roll();
        }

        private void roll() {
            if (!mishaps || !turns.isActor()) {
                return;
            }
            int dice = random.nextInt(10_000);
            if (dice < faults) {
                throw new RegistryException(new Failure.StorageUnavailable("on purpose", Duration.ZERO));
            }
            if (dice < faults + kills) {
                throw new Killed();
            }
        }
    }

    /** Does so many operations in all. */
    World run(int operations) {
        for (RepositoryName own : repositories) {
            RandomClient client =
                    new RandomClient(world, List.of(replica(), replica()), own, repositories, operations / CLIENTS);
            turns.add(() -> {
                client.run();
                busy.decrementAndGet();
            });
        }
        turns.add(this::collect);
        turns.add(this::collect);
        turns.run();
        return world;
    }

    private Collector collector(TurnStore.Mishaps faults) {
        return new Collector(
                new TurnStore(store, turns, faults),
                Replica.LAYOUT,
                rules,
                turns,
                () -> new UUID(random.nextLong(), random.nextLong()));
    }

    private void collect() {
        Collector collector = collector(new Faults(FAULTS_OF_COLLECTORS, KILLS));
        while (busy.get() > 0) {
            try {
                Pass pass = collector.run();
                deleted = deleted.plus(pass.deleted());
            } catch (RegistryException e) {
                world.count("collection broke off");
            } catch (Killed e) {
                world.count("collector was killed");
                collector = collector(new Faults(FAULTS_OF_COLLECTORS, KILLS));
            }
            turns.pause(Duration.ofSeconds(random.nextInt(120)));
        }
    }

    Deleted deleted() {
        return deleted;
    }

    /** Collects until nothing is left to do. */
    void collectAll() {
        mishaps = false;
        for (int i = 0; i < MOST_PASSES; i++) {
            turns.advance(Duration.ofHours(2));
            if (!collector(new Faults(FAULTS, 0)).run().waiting()) {
                return;
            }
        }
        throw new AssertionError("collection comes to no end");
    }

    /** What has to be there is there, and nothing else is; found out without the collector's own code. */
    void checkBucket() {
        SmallObjects objects = new SmallObjects(store);
        RecordCodec codec = new RecordCodec(Replica.LAYOUT);
        Set<Subject> members = new HashSet<>();
        Set<ObjectKey> named = new HashSet<>();
        Set<Subject> wanted = new HashSet<>();
        Set<Subject> manifests = new HashSet<>();
        Set<Subject> targets = new HashSet<>();
        store.list(Replica.LAYOUT.repositories(), object -> {
            var bytes = objects.read(object.key()).orElseThrow();
            switch (Replica.LAYOUT.repositoryEntryAt(object.key()).orElseThrow()) {
                case RepositoryEntry.Membership(RepositoryName repository, Digest blob) -> {
                    members.add(new Subject(repository, blob));
                    if (codec.decodeBlob(object.key(), bytes) instanceof BlobRecord.Stored stored) {
                        named.add(stored.data());
                    }
                }
                case RepositoryEntry.Manifest(RepositoryName repository, Digest digest) -> {
                    manifests.add(new Subject(repository, digest));
                    ManifestLinks links = ManifestLinks.of(bytes, Optional.empty());
                    links.blobs().forEach(blob -> wanted.add(new Subject(repository, blob)));
                    links.manifests().forEach(child -> targets.add(new Subject(repository, child)));
                    links.subject().ifPresent(_ -> targets.add(new Subject(repository, digest)));
                }
                case RepositoryEntry.Tagged tagged ->
                    targets.add(new Subject(
                            tagged.repository(),
                            codec.decodeTag(object.key(), bytes).manifest().digest()));
                case RepositoryEntry.Referral referral ->
                    assertThat(manifests(referral.repository(), referral.referrer()))
                            .isTrue();
            }
        });
        assertThat(wanted).containsAll(members);
        assertThat(targets).containsAll(manifests);
        // Of two uploads of one blob at once, the record may name the bytes of one and all repositories those of the
        // other.
        store.list(Replica.LAYOUT.blobRecords(), object -> {
            if (codec.decodeBlob(object.key(), objects.read(object.key()).orElseThrow())
                    instanceof BlobRecord.Stored stored) {
                named.add(stored.data());
            }
        });
        Set<ObjectKey> data = new HashSet<>();
        store.list(new KeyPrefix("images/data/"), object -> data.add(object.key()));
        assertThat(data).isEqualTo(named);
        store.list(
                Replica.LAYOUT.blobRecords(),
                object -> assertThat(members)
                        .anyMatch(member ->
                                Replica.LAYOUT.blobRecord(member.digest()).equals(object.key())));
        world.tags.forEach((repository, tags) -> tags.values().forEach(digest -> {
            assertThat(manifests).contains(new Subject(repository, digest));
            ManifestLinks links = requireNonNull(world.links.get(new Subject(repository, digest)));
            links.blobs().forEach(blob -> assertThat(members).contains(new Subject(repository, blob)));
        }));
    }

    private boolean manifests(RepositoryName repository, Digest digest) {
        return store.head(Replica.LAYOUT.manifest(repository, digest)).isPresent();
    }
}
