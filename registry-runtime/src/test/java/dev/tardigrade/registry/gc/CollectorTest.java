package dev.tardigrade.registry.gc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.manifest.PushedManifest;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.turns.Turns;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CollectorTest {

    private static final RepositoryName APP = new RepositoryName("app");
    private static final Duration LATER = Duration.ofHours(3);

    private final Turns turns = new Turns(1, Instant.parse("2026-11-24T12:00:00Z"));
    private final ObjectStore store = MemoryStorage.open(Clock.systemUTC()).objects();
    private final CollectionRules rules = new CollectionRules(Duration.ofHours(2), false, 1000, LeaseTerms.DEFAULT);
    private final Contents contents = new Contents(1);
    private final Replica one = new Replica(store, rules, turns);
    private final Replica other = new Replica(store, rules, turns);

    private Pass collect(CollectionRules by) {
        return new Collector(store, Replica.LAYOUT, by, turns, UUID::randomUUID).run();
    }

    private Digest push(Replica replica, byte[] blob) throws IOException {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        replica.blobs().publish(APP, digest, Content.of(blob));
        return digest;
    }

    private Digest pushImage(List<Tag> tags, Digest... blobs) {
        Bytes image = contents.image(List.of(blobs), Optional.empty());
        return one.manifests()
                .put(APP, new PushedManifest(image, Optional.of(MediaType.IMAGE_MANIFEST), Optional.empty(), tags))
                .digest();
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        store.list(KeyPrefix.ROOT, object -> {
            if (!object.key().value().startsWith("images/gc/")) {
                keys.add(object.key().value());
            }
        });
        return keys;
    }

    @Test
    void whatNothingRefersToGoesAfterTheGracePeriodAndNotBefore() throws IOException {
        Digest blob = push(one, new byte[5000]);
        assertThat(collect(rules).marked()).isEqualTo(1);
        turns.advance(Duration.ofHours(1));
        assertThat(collect(rules)).isEqualTo(new Pass(0, Deleted.NOTHING, 0, true));
        turns.advance(LATER);
        assertThat(collect(rules).deleted().count()).isEqualTo(1);
        assertThat(one.blobs().find(APP, blob)).isEmpty();
        turns.advance(LATER);
        collect(rules);
        assertThat(keys()).isEmpty();
    }

    @Test
    void whatAnotherReplicaSaidIsThereStays() throws IOException {
        Digest blob = push(one, new byte[5000]);
        collect(rules);
        turns.advance(LATER);
        assertThat(other.blobs().find(APP, blob)).isPresent();
        assertThat(collect(rules).deleted().count()).isZero();
        assertThat(one.blobs().find(APP, blob)).isPresent();
    }

    @Test
    void whatAManifestRefersToByThenStays() throws IOException {
        Digest blob = push(one, new byte[5000]);
        collect(rules);
        pushImage(List.of(Tag.parse("latest")), blob);
        turns.advance(LATER);
        assertThat(collect(rules).deleted().count()).isZero();
        assertThat(other.blobs().find(APP, blob)).isPresent();
    }

    @Test
    void whatWasCollectedCanBePushedAgain() throws IOException {
        byte[] bytes = new byte[5000];
        Digest blob = push(one, bytes);
        for (int i = 0; i < 4; i++) {
            collect(rules);
            turns.advance(LATER);
        }
        assertThat(other.blobs().find(APP, blob)).isEmpty();
        push(other, bytes);
        try (var in = one.blobs().open(one.blobs().require(APP, blob))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void untaggedManifestsStayUnlessAskedFor() throws IOException {
        Digest blob = push(one, "a config".getBytes(UTF_8));
        Digest image = pushImage(List.of(), blob);
        assertThat(collect(rules).marked()).isZero();
        collect(rules.withUntagged(true));
        turns.advance(LATER);
        assertThat(collect(rules.withUntagged(true)).deleted().count()).isEqualTo(1);
        assertThat(one.manifests().find(APP, image)).isEmpty();
    }

    @Test
    void whatSomebodyElseHasPutBesideTheBlobsStays() {
        List<String> foreign = List.of(
                "images/data/data/sha256/ab/" + "ab".repeat(32),
                "images/data/registry.json",
                "images/data/uploads/notes");
        foreign.forEach(
                key -> store.put(new ObjectKey(key), Content.of(new byte[1]), Optional.empty(), PutMode.CREATE));
        for (int i = 0; i < 4; i++) {
            collect(rules);
            turns.advance(LATER);
        }
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(foreign);
    }

    @Test
    void offlineEverythingGoesAtOnce() throws IOException {
        push(one, new byte[5000]);
        collect(rules.offline());
        while (collect(rules.offline()).waiting()) {
            // Each pass takes what the one before has left without a reference.
        }
        assertThat(keys()).isEmpty();
    }

    @Test
    void aManifestThatCannotBeReadKeepsAllOfItsRepository() throws IOException {
        push(one, new byte[5000]);
        Bytes odd = Bytes.of("{\"schemaVersion\":1}".getBytes(UTF_8));
        store.put(
                Replica.LAYOUT.manifest(APP, odd.digest(Digest.Algorithm.SHA256)),
                Content.of(odd.toArray()),
                Optional.empty(),
                PutMode.CREATE);
        assertThat(collect(rules).marked()).isZero();
        assertThat(new BucketScan(store, Replica.LAYOUT, rules, turns)
                        .scan(_ -> {})
                        .unreadable())
                .hasSize(1);
    }

    @Test
    void roundsThatAreOverLeaveNothingBehind() throws IOException {
        push(one, new byte[5000]);
        for (int i = 0; i < 6; i++) {
            collect(rules);
            turns.advance(LATER);
        }
        List<String> left = new ArrayList<>();
        store.list(KeyPrefix.ROOT, object -> left.add(object.key().value()));
        assertThat(left).isEmpty();
    }
}
