package dev.tardigrade.registry.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.Announcer;
import dev.tardigrade.registry.cache.AnnouncingObjectStore;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.policy.TagPattern;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.testing.turns.TurnStore;
import dev.tardigrade.testing.turns.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tag is pushed at one replica while the manifest that it names is deleted at another one, in hundreds of orders of their calls. */
final class DeletionRaceTest {

    private static final int ORDERS = 400;
    private static final BucketLayout LAYOUT = new BucketLayout(new KeyPrefix("images/"));
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final Tag OLD = new Tag("old");
    private static final Tag NEW = new Tag("new");
    private static final Bytes IMAGE = Bytes.of("""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json",
              "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]}""".getBytes(UTF_8));
    private static final Digest DIGEST = IMAGE.digest(Digest.Algorithm.SHA256);
    private static final TurnStore.Mishaps NONE = new TurnStore.Mishaps() {

        @Override
        public void before() {}

        @Override
        public void after() {}
    };

    /** One bucket with two replicas that tell each other what they changed. */
    private static final class World {

        private final ObjectStore bucket = MemoryStorage.open(Clock.systemUTC()).objects();
        private final Turns turns;
        private final ManifestRules rules;
        private final Caches pushing = new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(5)));
        private final Caches deleting = new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(5)));
        private final Manifests pusher;
        private final Manifests deleter;

        /** Filled by those who were answered with success. */
        private final List<String> done = new ArrayList<>();

        World(long seed, ImmutableTags immutable) {
            this.turns = new Turns(seed, Instant.parse("2026-11-24T12:00:00Z"));
            this.rules = new ManifestRules(true, true, true, immutable, Retention.NONE);
            this.pusher = replica(pushing, deleting);
            this.deleter = replica(deleting, pushing);
        }

        private Manifests replica(Caches own, Caches other) {
            Announcer announcer = keys -> {
                turns.step();
                other.forget(keys);
            };
            return manifests(new AnnouncingObjectStore(new TurnStore(bucket, turns, NONE), announcer), own);
        }

        private Manifests manifests(ObjectStore store, Caches caches) {
            Leases leases = new Leases(store, LAYOUT, LeaseTerms.DEFAULT, turns);
            Blobs blobs = new Blobs(store, LAYOUT, caches, leases, Clock.systemUTC());
            return new Manifests(store, LAYOUT, blobs, rules, caches, leases);
        }

        void push(Tag tag) {
            pusher.put(APP, new PushedManifest(IMAGE, Optional.empty(), Optional.empty(), List.of(tag)));
        }

        void race() {
            turns.add(() -> {
                push(NEW);
                done.add("push");
            });
            turns.add(() -> {
                try {
                    deleter.delete(APP, DIGEST);
                    done.add("delete");
                } catch (RegistryException e) {
                    assertThat(e.failure()).isInstanceOf(Failure.TagImmutable.class);
                }
            });
            turns.run();
        }

        private Manifests justStarted() {
            return manifests(bucket, new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(5))));
        }

        boolean hasManifest() {
            return justStarted().find(APP, DIGEST).isPresent();
        }

        List<String> tags() {
            try {
                return justStarted().tags(APP).toList();
            } catch (RegistryException e) {
                assertThat(e.failure()).isInstanceOf(Failure.NameUnknown.class);
                return List.of();
            }
        }
    }

    private static World after(long order, ImmutableTags immutable, boolean tagged) {
        World world = new World(order, immutable);
        world.push(tagged ? NEW : OLD);
        world.race();
        return world;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTagThatIsListedCanBePulled(boolean taggedBefore) {
        int kept = 0;
        for (long order = 0; order < ORDERS; order++) {
            World world = after(order, ImmutableTags.NONE, taggedBefore);
            assertThat(world.done).as("order %d", order).contains("push", "delete");
            List<String> tags = world.tags();
            assertThat(tags).as("order %d", order).isSubsetOf("new");
            assertThat(tags.isEmpty() || world.hasManifest())
                    .as("order %d", order)
                    .isTrue();
            kept += tags.size();
        }
        assertThat(kept).as("orders in which the push came last").isBetween(1, ORDERS - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anImmutableTagThatWasAcknowledgedCanAlwaysBePulled(boolean taggedBefore) {
        ImmutableTags immutable = new ImmutableTags(List.of(new ImmutableTags.Rule(
                List.of(new TagPattern("new")), List.of(), List.of(new RepositoryPattern("**")))));
        for (long order = 0; order < ORDERS; order++) {
            World world = after(order, immutable, taggedBefore);
            assertThat(world.done).as("order %d", order).contains("push");
            assertThat(world.tags()).as("order %d", order).contains("new");
            assertThat(world.hasManifest()).as("order %d", order).isTrue();
        }
    }

    @Test
    void aManifestThatAReaderMissedIsMendedByAPush() {
        World world = new World(0, ImmutableTags.NONE);
        world.push(NEW);
        world.bucket.delete(LAYOUT.manifest(APP, DIGEST));
        world.pushing.forget(List.of(LAYOUT.manifest(APP, DIGEST)));
        assertThat(world.pusher.find(APP, DIGEST)).isEmpty();
        world.push(NEW);
        assertThat(world.hasManifest()).isTrue();
    }
}
