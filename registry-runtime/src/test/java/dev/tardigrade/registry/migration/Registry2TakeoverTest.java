package dev.tardigrade.registry.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.gc.CollectionRules;
import dev.tardigrade.registry.gc.Collector;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.Pace;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.migration.TakeoverReport.Done;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class Registry2TakeoverTest {

    private static final BucketLayout LAYOUT = new BucketLayout(new KeyPrefix("images/"));
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final RepositoryName COPY = new RepositoryName("copy");
    private static final TakeoverOrder ORDER = new TakeoverOrder(false, false, false, Duration.ZERO);

    private final Clock clock = Clock.systemUTC();
    private final ObjectStore store = MemoryStorage.open(clock).objects();
    private final OldTree old = new OldTree(store, LAYOUT);
    private final byte[] large = new byte[10_000];
    private final byte[] small = "{}".getBytes(UTF_8);
    private final Blobs blobs;
    private final Manifests manifests;
    private final Registry2Takeover takeover;

    Registry2TakeoverTest() {
        new Random(1).nextBytes(large);
        Caches caches = new Caches(new CacheLimits(1 << 20, Duration.ZERO));
        Leases leases = new Leases(store, LAYOUT, LeaseTerms.DEFAULT, Pace.steady(clock));
        blobs = new Blobs(store, LAYOUT, caches, leases, clock);
        manifests = new Manifests(store, LAYOUT, blobs, new ManifestRules(true, true, false), caches, leases);
        takeover = new Registry2Takeover(store, LAYOUT, blobs, manifests, clock);
    }

    private TakeoverReport run(TakeoverOrder order) {
        TakeoverOutcome outcome = takeover.run(order, _ -> {});
        assertThat(outcome).isInstanceOf(TakeoverOutcome.Finished.class);
        return ((TakeoverOutcome.Finished) outcome).report();
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

    private byte[] read(RepositoryName repository, Digest digest) throws IOException {
        try (var in = blobs.open(blobs.require(repository, digest))) {
            return in.readAllBytes();
        }
    }

    private Digest image(RepositoryName repository) {
        return old.image(repository, old.layer(repository, small), old.layer(repository, large));
    }

    private void collect() {
        CollectionRules rules = new CollectionRules(Duration.ZERO, false, 1_000_000, LeaseTerms.DEFAULT).offline();
        Collector collector = new Collector(store, LAYOUT, rules, Pace.steady(clock), UUID::randomUUID);
        while (collector.run().waiting()) {
            // Each pass takes what the one before has left without a reference.
        }
    }

    @Test
    void imagesAreServedFromWhereTheirBytesLie() throws IOException {
        Digest image = image(APP);
        old.tag(APP, "v1", image.toString());
        image(COPY);
        TakeoverReport report = run(ORDER);
        assertThat(report).isEqualTo(new TakeoverReport(2, new Done(4, 0), new Done(2, 0), new Done(1, 0), List.of()));
        var found = manifests.require(APP, new Tag("v1")).descriptor();
        assertThat(found.digest()).isEqualTo(image);
        assertThat(found.mediaType()).isEqualTo(MediaType.IMAGE_MANIFEST);
        assertThat(read(APP, Digest.of(Digest.Algorithm.SHA256, large))).isEqualTo(large);
        assertThat(read(COPY, Digest.of(Digest.Algorithm.SHA256, small))).isEqualTo(small);
        assertThat(keys()).noneMatch(key -> key.startsWith("images/data/"));
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() {
        old.tag(APP, "v1", image(APP).toString());
        List<String> before = keys();
        TakeoverReport dry = run(new TakeoverOrder(true, true, false, Duration.ZERO));
        assertThat(keys()).isEqualTo(before);
        assertThat(run(ORDER)).isEqualTo(dry);
    }

    @Test
    void aSecondRunDoesNothingUnlessItIsAskedTo() {
        old.tag(APP, "v1", image(APP).toString());
        run(ORDER);
        assertThat(takeover.run(ORDER, _ -> {})).isInstanceOf(TakeoverOutcome.FinishedBefore.class);
        Digest newer = old.image(APP, old.layer(APP, "{ }".getBytes(UTF_8)), old.layer(APP, large));
        old.tag(APP, "v1", newer.toString());
        old.tag(APP, "v2", newer.toString());
        TakeoverReport report = run(new TakeoverOrder(false, false, true, Duration.ZERO));
        assertThat(report).isEqualTo(new TakeoverReport(1, new Done(1, 2), new Done(1, 1), new Done(1, 1), List.of()));
        assertThat(manifests.require(APP, new Tag("v2")).descriptor().digest()).isEqualTo(newer);
        assertThat(manifests.require(APP, new Tag("v1")).descriptor().digest()).isNotEqualTo(newer);
    }

    @Test
    void aRunThatBrokeOffIsGoneOnWith() {
        old.tag(APP, "v1", image(APP).toString());
        run(ORDER);
        store.delete(LAYOUT.takeover());
        store.delete(LAYOUT.tag(APP, new Tag("v1")));
        store.delete(LAYOUT.membership(APP, Digest.of(Digest.Algorithm.SHA256, large)));
        assertThat(run(ORDER))
                .isEqualTo(new TakeoverReport(1, new Done(1, 1), new Done(0, 1), new Done(1, 0), List.of()));
    }

    @Test
    void whatIsSkippedIsToldWithItsReason() {
        Digest config = old.layer(APP, small);
        Digest lost = Digest.parse("sha256:" + "ab".repeat(32));
        old.write("repositories/team/app/_layers/sha256/" + lost.hex() + "/link", lost.toString());
        Digest spoilt = old.image(APP, config, old.layer(APP, "{ }".getBytes(UTF_8)));
        old.spoil(spoilt, small);
        old.image(COPY, old.layer(COPY, small), lost);
        old.manifest(APP, "{\"schemaVersion\":1,\"fsLayers\":[]}");
        old.tag(APP, "empty", "");
        old.tag(APP, "gone", spoilt.toString());
        old.write("repositories/team/app/_uploads/1234/data", "half");
        old.write("repositories/team/app/_uploads/1234/startedat", "2026-01-01T00:00:00Z");
        old.write("repositories/Upper/_manifests/tags/x/current/link", lost.toString());
        TakeoverReport report = run(ORDER);
        assertThat(report.skipped())
                .extracting(Skipped::reason)
                .containsExactly(
                        SkipReason.UPLOAD,
                        SkipReason.DANGLING,
                        SkipReason.DANGLING,
                        SkipReason.INCOMPLETE,
                        SkipReason.BROKEN_LINK,
                        SkipReason.MISNAMED,
                        SkipReason.CORRUPT,
                        SkipReason.UNSUPPORTED);
        assertThat(report.leftBehind()).isEqualTo(4);
        assertThatThrownBy(() -> takeover.release(false))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("4 things");
    }

    @Test
    void bytesThatDoNotHaveTheirDigestAreFoundWhereAskedFor() {
        Digest layer = old.layer(APP, large);
        old.spoil(layer, new byte[10_000]);
        TakeoverReport report = run(new TakeoverOrder(false, true, false, Duration.ZERO));
        assertThat(report.skipped()).extracting(Skipped::reason).containsExactly(SkipReason.CORRUPT);
        assertThat(blobs.find(APP, layer)).isEmpty();
    }

    /** The old registry names bytes by SHA-256 alone: for another digest there is no more than a link's word. */
    @Test
    void bytesThatALinkOfAnotherDigestLeadsToAreAlwaysHashed() {
        Digest wide = old.layerBySha512(APP, new byte[5000]);
        old.spoil(Digest.of(Digest.Algorithm.SHA256, new byte[5000]), large);
        TakeoverReport report = run(ORDER);
        assertThat(report.skipped()).extracting(Skipped::reason).containsExactly(SkipReason.CORRUPT);
        assertThat(blobs.find(APP, wide)).isEmpty();
    }

    @Test
    void aLinkThatIsAFileOfAnotherKindIsBroken() {
        image(APP);
        old.tag(APP, "huge", "sha256:" + "ab".repeat(1 << 20));
        assertThat(run(ORDER).skipped()).extracting(Skipped::reason).containsExactly(SkipReason.BROKEN_LINK);
    }

    @Test
    void nothingIsDoneWhereTheOldRegistryMayStillWrite() {
        image(APP);
        List<String> before = keys();
        assertThat(takeover.run(new TakeoverOrder(false, false, false, Duration.ofMinutes(2)), _ -> {}))
                .isInstanceOf(TakeoverOutcome.StillWritten.class);
        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void whatIsWrittenMeanwhileIsNoticed() {
        image(APP);
        boolean[] first = {true};
        TakeoverOutcome outcome = takeover.run(ORDER, _ -> {
            if (first[0]) {
                first[0] = false;
                old.layer(COPY, "meanwhile".getBytes(UTF_8));
            }
        });
        assertThat(outcome).isInstanceOf(TakeoverOutcome.Overtaken.class);
        assertThat(store.head(LAYOUT.takeover())).isEmpty();
    }

    @Test
    void withoutAnOldRegistryThereIsNothingToDo() {
        assertThat(takeover.run(ORDER, _ -> {})).isEqualTo(new TakeoverOutcome.NothingThere());
        assertThatThrownBy(() -> takeover.release(true)).isInstanceOf(RegistryException.class);
    }

    @Test
    void collectionLeavesTheOldFilesAloneUntilTheyAreReleased() throws IOException {
        Digest image = image(APP);
        Digest garbage = old.data(new byte[77]);
        old.write("repositories/team/app/_uploads/1234/data", "half");
        old.tag(APP, "v1", image.toString());
        Digest wide = old.layerBySha512(APP, new byte[5000]);
        old.manifest(
                APP,
                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"a/b\",\"digest\":\"" + wide
                        + "\",\"size\":5000},\"layers\":[]}");
        List<String> oldFiles = keys();
        run(ORDER);
        collect();
        assertThat(keys()).containsAll(oldFiles);
        takeover.release(false);
        collect();
        // The small one too: whose digest some repository serves stays, though memberships have a copy of its bytes.
        assertThat(keys().stream().filter(key -> key.startsWith("images/docker/")))
                .containsExactlyInAnyOrder(
                        LAYOUT.registry2()
                                .data(Digest.of(Digest.Algorithm.SHA256, small))
                                .value(),
                        LAYOUT.registry2()
                                .data(Digest.of(Digest.Algorithm.SHA256, large))
                                .value(),
                        LAYOUT.registry2()
                                .data(Digest.of(Digest.Algorithm.SHA256, new byte[5000]))
                                .value());
        assertThat(store.head(LAYOUT.registry2().data(garbage))).isEmpty();
        assertThat(manifests.require(APP, new Tag("v1")).descriptor().digest()).isEqualTo(image);
        assertThat(read(APP, Digest.of(Digest.Algorithm.SHA256, large))).isEqualTo(large);
        assertThat(read(APP, wide)).isEqualTo(new byte[5000]);
    }

    @Test
    void whatIsDeletedAfterTheReleaseIsCollectedWhereItLies() {
        Digest image = image(APP);
        old.tag(APP, "v1", image.toString());
        run(ORDER);
        takeover.release(false);
        manifests.delete(APP, image);
        collect();
        assertThat(keys()).containsExactly(LAYOUT.takeover().value());
    }

    @Test
    void whatTheOldRegistryHasStoredSinceIsNotGivenAway() {
        old.tag(APP, "v1", image(APP).toString());
        run(ORDER);
        old.tag(APP, "v2", image(COPY).toString());
        assertThatThrownBy(() -> takeover.release(true))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("--again");
        run(new TakeoverOrder(false, false, true, Duration.ZERO));
        takeover.release(false);
    }

    @Test
    void afterTheReleaseNothingIsTakenOverAgain() {
        image(APP);
        run(ORDER);
        takeover.release(false);
        assertThat(takeover.run(new TakeoverOrder(false, false, true, Duration.ZERO), _ -> {}))
                .isInstanceOf(TakeoverOutcome.FinishedBefore.class);
    }

    @Test
    void aBlobThatWasTakenOverIsNotSentAgain() {
        Digest layer = old.layer(APP, large);
        run(ORDER);
        assertThat(blobs.adopt(new RepositoryName("other"), layer, large.length))
                .isTrue();
        assertThat(keys()).noneMatch(key -> key.startsWith("images/data/"));
    }
}
