package dev.tardigrade.testing.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.PutOutcome.AlreadyExists;
import dev.tardigrade.registry.storage.PutOutcome.Stored;
import dev.tardigrade.registry.stream.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each sentence of {@link dev.tardigrade.registry.storage.ObjectStore} on single objects. */
abstract class ObjectStoreContract extends StoreContract {

    @Test
    void whatWasPutIsReadBackWithItsContentType() {
        store().put(key("a"), text("hello"), Optional.of(TEXT), PutMode.REPLACE);

        ObjectContent found = store().get(key("a")).orElseThrow();
        assertThat(found.contentType()).contains(TEXT);
        assertThat(found.info().size()).isEqualTo(5);
        assertThat(read(found)).asString(UTF_8).isEqualTo("hello");
    }

    @Test
    void anObjectOfNoBytesIsAnObject() {
        put("empty", "");
        assertThat(read("empty")).isEmpty();
        assertThat(store().head(key("empty")).orElseThrow().size()).isZero();
    }

    @Test
    void aBigObjectComesBackByteForByte() {
        byte[] bytes = noise((8 << 20) + 13);
        put("big", Content.of(bytes));
        assertThat(read("big")).isEqualTo(bytes);
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(store().head(key("none"))).isEmpty();
        assertThat(store().get(key("none"))).isEmpty();
        assertThat(store().get(key("none"), new ByteRange(0, 1))).isEmpty();
    }

    @Test
    void headGetAndListTellTheSameOfAnObject() throws IOException {
        Stored stored = (Stored) put("a", "hello");

        ObjectInfo head = store().head(key("a")).orElseThrow();
        assertThat(head.key()).isEqualTo(key("a"));
        assertThat(head.size()).isEqualTo(5);
        assertThat(head.etag()).isEqualTo(stored.etag());
        assertThat(head.lastModified()).isBetween(ago(Duration.ofHours(1)), ago(Duration.ofHours(-1)));
        try (ObjectContent found = store().get(key("a")).orElseThrow()) {
            assertThat(found.info().etag()).isEqualTo(head.etag());
            assertThat(found.info().size()).isEqualTo(head.size());
        }
        ObjectInfo listed = listed(home()).getFirst();
        assertThat(listed.key()).isEqualTo(head.key());
        assertThat(listed.size()).isEqualTo(head.size());
        assertThat(listed.etag()).isEqualTo(head.etag());
    }

    private static Instant ago(Duration time) {
        return Instant.now().minus(time);
    }

    @Test
    void theEtagChangesWithTheContent() {
        assertThat(put("a", "one")).isNotEqualTo(put("a", "two"));
    }

    @Test
    void equalContentHasEqualEtagsWhereTheStoreSaysSo() {
        if (store().etagsAreContentHashes()) {
            assertThat(put("a", "same")).isEqualTo(put("b", "same"));
        }
    }

    @Test
    void theLastWriterReplacesWhatWasThere() {
        store().put(key("a"), text("one"), Optional.of(TEXT), PutMode.REPLACE);
        put("a", "three");
        assertThat(read("a")).asString(UTF_8).isEqualTo("three");
        assertThat(store().head(key("a")).orElseThrow().size()).isEqualTo(5);
    }

    @Test
    void createWritesWhereThereIsNothing() {
        assertThat(create("a", "one")).isInstanceOf(Stored.class);
        assertThat(read("a")).asString(UTF_8).isEqualTo("one");
    }

    @Test
    void createLeavesWhatIsThereAsItWas() {
        put("a", "one");
        assertThat(create("a", "two")).isEqualTo(new AlreadyExists());
        assertThat(read("a")).asString(UTF_8).isEqualTo("one");
    }

    @Test
    void aNameIsFreeAgainAfterDelete() {
        create("a", "one");
        store().delete(key("a"));
        assertThat(create("a", "two")).isInstanceOf(Stored.class);
        assertThat(read("a")).asString(UTF_8).isEqualTo("two");
    }

    @Test
    void ofRacingCreatorsAtLeastOneIsToldStoredAndOneContentStays() throws Exception {
        List<PutOutcome> outcomes = inParallel(IntStream.range(0, 4)
                .<Callable<PutOutcome>>mapToObj(i -> () -> create("race", "writer " + i))
                .toList());

        assertThat(outcomes).hasAtLeastOneElementOfType(Stored.class);
        assertThat(read("race")).asString(UTF_8).startsWith("writer ");
        assertThat(create("race", "late")).isEqualTo(new AlreadyExists());
    }

    @Test
    void readersDuringAReplaceSeeTheOldOrTheNewWhole() throws Exception {
        byte[] old = noise(300_000);
        byte[] fresh = noise(200_000);
        put("a", Content.of(old));
        var readers = new ArrayList<Callable<Boolean>>();
        readers.add(() -> put("a", Content.of(fresh)) instanceof Stored);
        for (int i = 0; i < 4; i++) {
            readers.add(() -> List.of(old.length, fresh.length).contains(read("a").length));
        }
        assertThat(inParallel(readers)).containsOnly(true);
        assertThat(read("a")).isEqualTo(fresh);
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (Future<T> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        }
    }

    @Test
    void aRangeGivesItsBytesAndTheInfoOfTheWhole() {
        put("a", "0123456789");
        ObjectContent found = store().get(key("a"), new ByteRange(2, 4)).orElseThrow();
        assertThat(found.info().size()).isEqualTo(10);
        assertThat(read(found)).asString(UTF_8).isEqualTo("234");
    }

    @Test
    void aRangeMayReachPastTheEnd() {
        put("a", "0123456789");
        ObjectContent found = store().get(key("a"), new ByteRange(8, 1000)).orElseThrow();
        assertThat(found.info().size()).isEqualTo(10);
        assertThat(read(found)).asString(UTF_8).isEqualTo("89");
    }

    @Test
    void aRangeThatBeginsPastTheEndIsAFault() {
        put("a", "0123456789");
        put("empty", "");
        failureOf(Failure.StorageFault.class, () -> store().get(key("a"), new ByteRange(10, 11)));
        failureOf(Failure.StorageFault.class, () -> store().get(key("empty"), new ByteRange(0, 0)));
    }

    @Test
    void anObjectMayBeClosedHalfRead() throws IOException {
        byte[] bytes = noise(4 << 20);
        put("a", Content.of(bytes));
        for (int i = 0; i < 20; i++) {
            try (ObjectContent found = store().get(key("a")).orElseThrow()) {
                assertThat(found.stream().readNBytes(10)).hasSize(10);
            }
        }
        assertThat(read("a")).isEqualTo(bytes);
    }

    @Test
    void contentThatCannotBeReadWritesNothing() {
        put("a", "before");
        assertThatThrownBy(() -> put("a", new BrokenContent(100_000, 99_000)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("broken on purpose");
        assertThat(read("a")).asString(UTF_8).isEqualTo("before");
    }

    @Test
    void contentOfAnotherSizeThanItSaysWritesNothing() {
        assertThatThrownBy(() -> put("long", new Misstated(10, 11))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> put("short", new Misstated(10, 9))).isInstanceOf(UncheckedIOException.class);
        assertThat(listed(home())).isEmpty();
    }

    private record Misstated(long size, int bytes) implements Content {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[bytes]);
        }
    }

    @Test
    void deleteRemoves() {
        put("a", "x");
        store().delete(key("a"));
        assertThat(store().head(key("a"))).isEmpty();
        assertThat(store().get(key("a"))).isEmpty();
        assertThat(listed(home())).isEmpty();
    }

    @Test
    void deleteOfNothingHasNoEffect() {
        put("a", "x");
        store().delete(key("none"));
        assertThat(read("a")).hasSize(1);
    }

    @Test
    void deleteAllRemovesThoseAndNoOthers() {
        for (String name : List.of("a", "b", "c/d", "keep")) {
            put(name, name);
        }
        store().deleteAll(List.of(key("a"), key("b"), key("c/d"), key("none")));
        assertThat(listed(home())).extracting(ObjectInfo::key).containsExactly(key("keep"));
    }

    @Test
    void deleteAllOfNothingHasNoEffect() {
        put("a", "x");
        store().deleteAll(List.of());
        assertThat(listed(home())).hasSize(1);
    }

    @Test
    void oneKeyMayBeginAnother() {
        put("a", "file");
        put("a/b", "below");
        assertThat(read("a")).asString(UTF_8).isEqualTo("file");
        assertThat(read("a/b")).asString(UTF_8).isEqualTo("below");
        store().delete(key("a"));
        assertThat(store().head(key("a"))).isEmpty();
        assertThat(read("a/b")).asString(UTF_8).isEqualTo("below");
    }

    @Test
    void keysMayHaveAllThatTheGrammarAllows() {
        List<String> names =
                List.of("A-Z_a.z+0=9@x", "...three", "a%".replace('%', '-'), "x".repeat(200), "_", "-", "a..b");
        names.forEach(name -> put(name, name));
        assertThat(listed(home()))
                .extracting(ObjectInfo::key)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(this::key).toList());
        assertThat(names)
                .allSatisfy(name -> assertThat(read(name)).asString(UTF_8).isEqualTo(name));
    }

    @Test
    void keysThatDifferInCaseAreTwo() {
        put("a", "small");
        put("A", "great");
        assertThat(read("a")).asString(UTF_8).isEqualTo("small");
    }

    @Test
    void theBucketIsThereAndKnowsWhatIsEmpty() {
        assertThat(storage().bucket().access()).isEqualTo(Bucket.Access.GRANTED);
        assertThat(storage().bucket().create()).isFalse();
        assertThat(storage().bucket().isEmpty(home())).isTrue();
        put("x/a", "x");
        assertThat(storage().bucket().isEmpty(home())).isFalse();
        assertThat(storage().bucket().isEmpty(KeyPrefix.ROOT)).isFalse();
        assertThat(storage().bucket().isEmpty(prefix("y/"))).isTrue();
    }

    @Test
    void aKeyOfTheGreatestLengthWorks() {
        String name = ("x".repeat(199) + "/").repeat(6);
        ObjectKey longest =
                new ObjectKey((home().value() + name).substring(0, 1023).replaceAll("/$", "x") + "y");
        store().put(longest, text("x"), Optional.empty(), PutMode.REPLACE);
        assertThat(listed(home())).extracting(ObjectInfo::key).containsExactly(longest);
    }
}
