package dev.tardigrade.registry.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.cache.CacheLimits;
import dev.tardigrade.registry.cache.Caches;
import dev.tardigrade.registry.gc.Throttle;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.lease.LeaseTerms;
import dev.tardigrade.registry.lease.Leases;
import dev.tardigrade.registry.lease.SmallObjects;
import dev.tardigrade.registry.manifest.Catalog;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.PushedManifest;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.policy.ImmutableTags;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Retention;
import dev.tardigrade.registry.policy.Retention.Keep;
import dev.tardigrade.registry.policy.TagPattern;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TagRetentionTest {

    private static final BucketLayout LAYOUT = new BucketLayout(new KeyPrefix("images/"));
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int RATE = 1_000_000;

    /** Of the store, as all times here. */
    private final MovableTime time = new MovableTime();

    /** By which the clock of the process is ahead of it. */
    private Duration ahead = Duration.ZERO;

    private final ObjectStore store = MemoryStorage.open(time).objects();
    private final StoreClock clock =
            new StoreClock(store, LAYOUT, () -> time.instant().plus(ahead));

    private static List<TagPattern> tagPatterns(String... texts) {
        return Arrays.stream(texts).map(TagPattern::new).toList();
    }

    private static Retention.Rule rule(String repositories, String tags, Keep keep) {
        return new Retention.Rule(List.of(new RepositoryPattern(repositories)), tagPatterns(tags), keep);
    }

    private static Keep keep(int newest, @Nullable Duration within, String... tags) {
        return new Keep(newest, within, tagPatterns(tags));
    }

    /** A registry with these rules. */
    private final class Rules {

        private final Manifests manifests;
        private final TagRetention retention;

        Rules(ImmutableTags immutable, Retention.Rule... rules) {
            Caches caches = new Caches(new CacheLimits(1 << 20, Duration.ofMinutes(1)), time);
            Leases leases = new Leases(store, LAYOUT, LeaseTerms.DEFAULT, time);
            Blobs blobs = new Blobs(store, LAYOUT, caches, leases, time);
            ManifestRules all = new ManifestRules(true, true, false, immutable, new Retention(List.of(rules)));
            manifests = new Manifests(store, LAYOUT, blobs, all, caches, leases);
            Catalog catalog = new Catalog(store, LAYOUT, caches.lists());
            retention = new TagRetention(store, LAYOUT, catalog, manifests, all, clock, new Throttle(time, RATE));
        }

        Rules(Retention.Rule... rules) {
            this(ImmutableTags.NONE, rules);
        }

        /** An image that has the tag's name in it, so many hours after the start. */
        Rules push(int hour, String repository, String... tags) {
            time.set(START.plus(Duration.ofHours(hour)));
            for (String tag : tags) {
                put(repository, tag, tag);
            }
            return this;
        }

        void put(String repository, String tag, String content) {
            String image = """
                    {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"a/b","digest":"%s","size":2},"layers":[],\
                    "annotations":{"is":"%s"}}\
                    """.formatted(
                    MediaType.IMAGE_MANIFEST, Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8)), content);
            manifests.put(
                    new RepositoryName(repository),
                    new PushedManifest(
                            Bytes.of(image.getBytes(UTF_8)),
                            Optional.of(MediaType.IMAGE_MANIFEST),
                            Optional.empty(),
                            List.of(new Tag(tag))));
        }

        List<ExpiredTag> look(int hour) {
            time.set(START.plus(Duration.ofHours(hour)));
            List<ExpiredTag> found = new ArrayList<>();
            retention.look(found::add);
            return found;
        }

        List<String> run(int hour) {
            time.set(START.plus(Duration.ofHours(hour)));
            List<String> gone = new ArrayList<>();
            retention.run(tag -> gone.add(tag.tag().value()));
            return gone;
        }

        List<String> left(String repository) {
            return manifests.tags(new RepositoryName(repository)).toList();
        }
    }

    @Test
    void theNewestOfEachRepositoryStay() {
        Rules rules = new Rules(rule("team/*", "*", keep(2, null)));
        rules.push(1, "team/app", "a", "z").push(2, "team/app", "m").push(3, "team/app", "b");
        rules.push(0, "team/tool", "x").push(0, "other/app", "old");

        assertThat(rules.run(3)).containsExactlyInAnyOrder("a", "z");
        assertThat(rules.left("team/app")).containsExactly("b", "m");
        assertThat(rules.left("team/tool")).containsExactly("x");
        assertThat(rules.left("other/app")).containsExactly("old");
        assertThat(rules.run(4)).isEmpty();
    }

    @Test
    void tagsOfOneMomentAreEquallyNew() {
        Rules rules = new Rules(rule("**", "*", keep(2, null)));
        rules.push(1, "team/app", "old").push(2, "team/app", "a", "b", "c").push(3, "team/app", "new");
        assertThat(rules.run(3)).containsExactly("old");
    }

    @Test
    void whatWasPushedWithinTheTimeStays() {
        Rules rules = new Rules(rule("**", "dev-*", keep(0, Duration.ofHours(10))));
        rules.push(0, "team/app", "dev-1", "v1").push(1, "team/app", "dev-2");
        assertThat(rules.run(11)).containsExactly("dev-1");
        assertThat(rules.left("team/app")).containsExactly("dev-2", "v1");
    }

    @Test
    void namesThatStayDoNotCountAmongTheNewest() {
        Rules rules = new Rules(rule("**", "*", keep(1, null, "latest", "v*")));
        rules.push(1, "team/app", "v1", "dev-1").push(2, "team/app", "dev-2").push(3, "team/app", "latest", "v2");
        assertThat(rules.run(3)).containsExactly("dev-1");
    }

    @Test
    void whatOneRuleKeepsNoOtherRemoves() {
        Rules rules = new Rules(rule("**", "*", keep(1, null)), rule("team/app", "v*", keep(0, Duration.ofHours(100))));
        rules.push(1, "team/app", "v1", "dev-1").push(2, "team/app", "dev-2");
        assertThat(rules.run(3)).containsExactly("dev-1");
    }

    @Test
    void immutableTagsStayAndDoNotCount() {
        ImmutableTags immutable = new ImmutableTags(
                List.of(new ImmutableTags.Rule(tagPatterns("v*"), List.of(), List.of(new RepositoryPattern("**")))));
        Rules rules = new Rules(immutable, rule("**", "*", keep(1, null)));
        rules.push(1, "team/app", "v1", "dev-1").push(2, "team/app", "dev-2").push(3, "team/app", "v2");
        assertThat(rules.run(3)).containsExactly("dev-1");
        assertThat(rules.left("team/app")).containsExactly("dev-2", "v1", "v2");
    }

    @Test
    void whatBelongsToAManifestStaysWithIt() {
        String of = "sha256-" + "0a".repeat(32);
        Rules rules = new Rules(rule("**", "*", keep(1, null)));
        rules.push(1, "team/app", of, of + ".sig", "dev-1").push(2, "team/app", "dev-2");
        assertThat(rules.run(3)).containsExactly("dev-1");
    }

    @Test
    void toLookChangesNothingAndSaysWhy() {
        Rules rules = new Rules(rule("other", "*", keep(1, null)), rule("**", "*", keep(1, Duration.ofHours(3), "v*")));
        rules.push(1, "team/app", "dev-1").push(2, "team/app", "dev-2");
        List<ExpiredTag> found = rules.look(8);
        assertThat(found).singleElement().satisfies(tag -> {
            assertThat(tag.repository() + ":" + tag.tag()).isEqualTo("team/app:dev-1");
            assertThat(tag.digest())
                    .isEqualTo(rules.manifests
                            .require(APP, new Tag("dev-1"))
                            .descriptor()
                            .digest());
            assertThat(tag.reason())
                    .isEqualTo(
                            "pushed 2026-01-01T01:00:00Z; rule 1: not among the newest 1, not within 3h, of no name that"
                                    + " stays");
        });
        assertThat(rules.left("team/app")).containsExactly("dev-1", "dev-2");
    }

    @Test
    void whatTheTagPointedToStays() {
        Rules rules = new Rules(rule("**", "*", keep(1, null)));
        rules.push(1, "team/app", "dev-1").push(2, "team/app", "dev-2");
        Digest old = rules.manifests.require(APP, new Tag("dev-1")).descriptor().digest();
        rules.run(3);
        assertThat(rules.manifests.find(APP, new Tag("dev-1"))).isEmpty();
        assertThat(rules.manifests.find(APP, old)).isPresent();
    }

    @Test
    void aPushOfTheSameManifestMakesTheTagYoung() {
        Rules rules = new Rules(rule("**", "dev-*", keep(0, Duration.ofHours(10))));
        rules.push(0, "team/app", "dev-1", "dev-2").push(9, "team/app", "dev-1");
        assertThat(rules.run(11)).containsExactly("dev-2");
    }

    @Test
    void aTagThatIsPushedMeanwhileStays() {
        Rules rules = new Rules(rule("**", "*", keep(1, null)));
        rules.push(1, "team/app", "dev-1", "dev-2").push(2, "team/app", "dev-3");
        time.set(START.plus(Duration.ofHours(3)));
        List<String> gone = new ArrayList<>();
        rules.retention.run(first -> {
            gone.add(first.tag().value());
            Stream.of("dev-1", "dev-2")
                    .filter(tag -> !gone.contains(tag))
                    .forEach(tag -> rules.put("team/app", tag, tag));
        });
        assertThat(gone).hasSize(1);
        assertThat(rules.left("team/app")).hasSize(2).contains("dev-3").doesNotContain(gone.getFirst());
    }

    @Test
    void aTagThatCannotBeReadStays() {
        Rules rules = new Rules(rule("**", "*", keep(1, null)));
        rules.push(1, "team/app", "dev-1", "damaged");
        new SmallObjects(store).write(LAYOUT.tag(APP, new Tag("damaged")), Bytes.of("?".getBytes(UTF_8)));
        rules.push(2, "team/app", "dev-2");
        assertThat(rules.run(3)).containsExactly("dev-1");
    }

    @Test
    void anyNumberOfTagsGoesInOneRun() {
        Rules rules = new Rules(rule("**", "*", keep(3, null)));
        rules.push(1, "team/app", "first");
        Bytes record =
                new SmallObjects(store).read(LAYOUT.tag(APP, new Tag("first"))).orElseThrow();
        SmallObjects objects = new SmallObjects(store);
        for (int i = 0; i < 10_003; i++) {
            time.set(START.plus(Duration.ofHours(2)).plusSeconds(i));
            objects.write(LAYOUT.tag(APP, new Tag("t" + i)), record);
        }
        assertThat(rules.run(24)).hasSize(10_001);
        assertThat(rules.left("team/app")).containsExactly("t10000", "t10001", "t10002");
    }

    @Test
    void aRuleThatKeepsNothingIsNone() {
        assertThatThrownBy(() -> keep(0, null)).hasMessageContaining("must keep something");
    }

    @Test
    void aProcessWhoseClockIsWrongRemovesNothing() {
        Rules rules = new Rules(rule("**", "*", keep(0, Duration.ofHours(10))));
        rules.push(1, "team/app", "dev-1");
        for (Duration wrong : List.of(Duration.ofDays(400), Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
            ahead = wrong;
            assertThatThrownBy(() -> rules.run(2))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("the storage 2026-01-01T02:00:00Z")
                    .hasMessageContaining("they may differ by 5 minutes");
            assertThatThrownBy(() -> rules.look(2)).isInstanceOf(RegistryException.class);
        }
        assertThat(rules.left("team/app")).containsExactly("dev-1");
    }

    @Test
    void tagsAreAsOldAsTheStoreSays() {
        Rules rules = new Rules(rule("**", "*", keep(0, Duration.ofHours(10))));
        rules.push(1, "team/app", "dev-1");
        ahead = Duration.ofMinutes(4);
        assertThat(rules.run(11)).isEmpty();
        ahead = Duration.ofMinutes(-4);
        assertThat(rules.run(12)).containsExactly("dev-1");
    }

    @Test
    void whoReadsTheClockLeavesNothing() {
        Rules rules = new Rules(rule("**", "*", keep(1, null)));
        rules.push(1, "team/app", "dev-1").push(2, "team/app", "dev-2");
        List<String> before = keys();
        assertThat(rules.look(3)).hasSize(1);
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
        ahead = Duration.ofHours(1);
        assertThatThrownBy(() -> rules.look(3)).isInstanceOf(RegistryException.class);
        assertThat(keys()).containsExactlyInAnyOrderElementsOf(before);
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        store.list(LAYOUT.root(), object -> keys.add(object.key().value()));
        return keys;
    }

    @Test
    void aProcessWhoseClockIsWrongTakesNoTurnFromOthers() {
        Rules rules = new Rules(rule("**", "*", keep(1, null)));
        rules.push(1, "team/app", "dev-1").push(2, "team/app", "dev-2");
        Turn turn = new Turn(new SmallObjects(store), LAYOUT, new Retention(List.of()), Duration.ofHours(12));
        List<String> gone = new ArrayList<>();
        RetentionPass pass = new RetentionPass(
                rules.retention, turn, false, clock, tag -> gone.add(tag.tag().value()));
        ahead = Duration.ofDays(1);
        pass.run();
        assertThat(gone).isEmpty();
        assertThat(pass.failures()).isEqualTo(1);
        assertThat(new SmallObjects(store).read(LAYOUT.retention())).isEmpty();
        ahead = Duration.ZERO;
        pass.run();
        assertThat(gone).containsExactly("dev-1");
        assertThat(pass.runs()).isEqualTo(1);
    }

    @Test
    void ofSeveralReplicasOneTakesTheTurnByTheSameRules() {
        Retention one = new Retention(List.of(rule("**", "*", keep(1, null))));
        Retention other = new Retention(List.of(rule("**", "*", keep(2, null))));
        SmallObjects objects = new SmallObjects(store);
        assertThat(new Turn(objects, LAYOUT, one, Duration.ofHours(12)).take(START))
                .isTrue();
        Turn second = new Turn(objects, LAYOUT, one, Duration.ofHours(12));
        assertThat(second.take(START.plus(Duration.ofHours(11)))).isFalse();
        assertThat(second.take(START.plus(Duration.ofHours(12)))).isTrue();
        assertThat(new Turn(objects, LAYOUT, other, Duration.ofHours(12)).take(START.plus(Duration.ofHours(12))))
                .isTrue();
        objects.write(LAYOUT.retention(), Bytes.of("?".getBytes(UTF_8)));
        assertThat(second.take(START)).isTrue();
    }
}
