package dev.tardigrade.testing.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.MultipartUpload.Part;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectStore.PendingMultipart;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome.AlreadyExists;
import dev.tardigrade.registry.storage.PutOutcome.Stored;
import dev.tardigrade.registry.stream.Content;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Each sentence of {@link MultipartUpload}. */
abstract class MultipartContract extends StoreContract {

    private static final int BIG = (int) MultipartUpload.MIN_PART_SIZE;

    @Test
    void partsBecomeOneObject() {
        byte[] first = noise(BIG);
        byte[] second = noise(BIG + 17);
        byte[] last = noise(3);
        MultipartUpload upload = store().startMultipart(key("a"), Optional.of(TEXT));
        List<Part> parts = List.of(
                upload.put(1, Content.of(first)), upload.put(2, Content.of(second)), upload.put(3, Content.of(last)));

        assertThat(upload.complete(parts, PutMode.REPLACE)).isInstanceOf(Stored.class);

        ObjectContent found = store().get(key("a")).orElseThrow();
        assertThat(found.contentType()).contains(TEXT);
        assertThat(found.info().size()).isEqualTo(first.length + second.length + last.length);
        assertThat(read(found)).isEqualTo(joined(first, second, last));
    }

    private static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Test
    void theEtagOfCompleteIsTheOneThatReadsTell() {
        MultipartUpload upload = start("a");
        Stored stored = (Stored) upload.complete(List.of(upload.put(1, text("x"))), PutMode.REPLACE);
        assertThat(store().head(key("a")).orElseThrow().etag()).isEqualTo(stored.etag());
    }

    @Test
    void theObjectIsInvisibleUntilComplete() {
        MultipartUpload upload = start("a");
        Part part = upload.put(1, text("x"));
        assertThat(store().head(key("a"))).isEmpty();
        assertThat(listed(home())).isEmpty();
        upload.complete(List.of(part), PutMode.REPLACE);
        assertThat(listed(home())).hasSize(1);
        assertThat(read("a")).asString(UTF_8).isEqualTo("x");
    }

    @Test
    void whatWasThereStaysUntilComplete() {
        put("a", "before");
        MultipartUpload upload = start("a");
        Part part = upload.put(1, text("after"));
        assertThat(read("a")).asString(UTF_8).isEqualTo("before");
        upload.complete(List.of(part), PutMode.REPLACE);
        assertThat(read("a")).asString(UTF_8).isEqualTo("after");
    }

    @Test
    void partsMayBeWrittenInAnyOrderAndAtTheSameTime() throws Exception {
        byte[] first = noise(BIG);
        byte[] second = noise(BIG + 1);
        MultipartUpload upload = start("a");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var later = threads.submit(() -> upload.put(7, Content.of(second)));
            var earlier = threads.submit(() -> upload.put(2, Content.of(first)));
            upload.complete(List.of(earlier.get(), later.get()), PutMode.REPLACE);
        }
        assertThat(read("a")).isEqualTo(joined(first, second));
    }

    @Test
    void aPartWrittenAgainReplacesTheFormer() {
        MultipartUpload upload = start("a");
        upload.put(1, text("wrong"));
        Part again = upload.put(1, text("right"));
        assertThat(upload.parts()).containsExactly(again);
        upload.complete(List.of(again), PutMode.REPLACE);
        assertThat(read("a")).asString(UTF_8).isEqualTo("right");
    }

    @Test
    void thePartsStoredSoFarAreListedByNumber() {
        MultipartUpload upload = start("a");
        assertThat(upload.parts()).isEmpty();
        Part third = upload.put(3, text("three"));
        Part first = upload.put(1, Content.of(noise(BIG)));
        assertThat(upload.parts()).containsExactly(first, third);
        assertThat(first.size()).isEqualTo(BIG);
        upload.abort();
    }

    @Test
    void anUploadIsResumedByItsId() {
        MultipartUpload started = store().startMultipart(key("a"), Optional.of(TEXT));
        byte[] first = noise(BIG);
        started.put(1, Content.of(first));

        MultipartUpload resumed = store().resumeMultipart(started.key(), started.id());
        resumed.put(2, text("tail"));
        resumed.complete(resumed.parts(), PutMode.REPLACE);

        ObjectContent found = store().get(key("a")).orElseThrow();
        assertThat(found.contentType()).contains(TEXT);
        assertThat(read(found)).isEqualTo(joined(first, "tail".getBytes(UTF_8)));
    }

    @Test
    void completeWithCreateLeavesWhatIsThere() {
        put("a", "first");
        MultipartUpload upload = start("a");
        Part part = upload.put(1, text("second"));
        assertThat(upload.complete(List.of(part), PutMode.CREATE)).isEqualTo(new AlreadyExists());
        assertThat(read("a")).asString(UTF_8).isEqualTo("first");
        assertThat(pending(home())).extracting(PendingMultipart::id).containsExactly(upload.id());
        upload.abort();
        assertThat(read("a")).asString(UTF_8).isEqualTo("first");
    }

    @Test
    void completeWithCreateWritesWhereThereIsNothing() {
        MultipartUpload upload = start("a");
        assertThat(upload.complete(List.of(upload.put(1, text("x"))), PutMode.CREATE))
                .isInstanceOf(Stored.class);
    }

    @Test
    void aCompletedUploadIsNeverCompletedAgain() {
        MultipartUpload upload = start("a");
        List<Part> parts = List.of(upload.put(1, text("x")));
        upload.complete(parts, PutMode.REPLACE);
        put("a", "newer");
        failureOf(Failure.StorageFault.class, () -> upload.complete(parts, PutMode.REPLACE));
        assertThat(read("a")).asString(UTF_8).isEqualTo("newer");
    }

    @Test
    void completeWithAPartThatIsNotThereIsAFaultAndWritesNothing() {
        MultipartUpload upload = start("a");
        Part part = upload.put(1, Content.of(noise(BIG)));
        failureOf(
                Failure.StorageFault.class,
                () -> upload.complete(List.of(part, new Part(2, part.etag(), 3)), PutMode.REPLACE));
        assertThat(store().head(key("a"))).isEmpty();
        upload.abort();
    }

    @Test
    void aSmallPartThatIsNotTheLastIsAFaultAtComplete() {
        MultipartUpload upload = start("a");
        List<Part> parts = List.of(upload.put(1, text("small")), upload.put(2, text("last")));
        failureOf(Failure.StorageFault.class, () -> upload.complete(parts, PutMode.REPLACE));
        assertThat(store().head(key("a"))).isEmpty();
        upload.abort();
    }

    @Test
    void partNumbersAreOneToTenThousand() {
        MultipartUpload upload = start("a");
        assertThatIllegalArgumentException().isThrownBy(() -> upload.put(0, text("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> upload.put(MultipartUpload.MAX_PARTS + 1, text("x")));
        Part last = upload.put(MultipartUpload.MAX_PARTS, text("x"));
        upload.complete(List.of(last), PutMode.REPLACE);
        assertThat(read("a")).asString(UTF_8).isEqualTo("x");
    }

    @Test
    void aPartThatCannotBeReadIsNotStored() {
        MultipartUpload upload = start("a");
        assertThatThrownBy(() -> upload.put(1, new BrokenContent(1000, 10))).isInstanceOf(UncheckedIOException.class);
        assertThat(upload.parts()).isEmpty();
        upload.abort();
    }

    @Test
    void anAbortedUploadLeavesNoObjectAndIsNotPending() {
        MultipartUpload upload = start("a");
        upload.put(1, text("x"));
        upload.abort();
        assertThat(store().head(key("a"))).isEmpty();
        assertThat(pending(home())).isEmpty();
    }

    @Test
    void abortHasNoEffectWhereTheUploadHasEnded() {
        MultipartUpload upload = start("a");
        upload.complete(List.of(upload.put(1, text("x"))), PutMode.REPLACE);
        upload.abort();
        assertThat(read("a")).asString(UTF_8).isEqualTo("x");
        MultipartUpload aborted = start("b");
        aborted.abort();
        aborted.abort();
    }

    @Test
    void anUploadThatNeverWasIsAFaultWhenUsed() {
        MultipartUpload other = start("other");
        MultipartUpload upload = store().resumeMultipart(key("a"), unknownId(other.id()));
        failureOf(Failure.StorageFault.class, () -> upload.put(1, text("x")));
        failureOf(Failure.StorageFault.class, upload::parts);
        other.abort();
    }

    abstract MultipartId unknownId(MultipartId known);

    @Test
    void pendingUploadsBelowAPrefixAreListed() {
        MultipartUpload one = start("p/a");
        MultipartUpload two = start("p/b/c");
        MultipartUpload same = start("p/a");
        MultipartUpload done = start("p/d");
        done.complete(List.of(done.put(1, text("x"))), PutMode.REPLACE);
        MultipartUpload elsewhere = start("q/a");

        assertThat(pending(prefix("p/")))
                .extracting(PendingMultipart::key, PendingMultipart::id)
                .containsExactlyInAnyOrder(
                        tuple(one.key(), one.id()), tuple(two.key(), two.id()), tuple(same.key(), same.id()));
        List.of(one, two, same, elsewhere).forEach(MultipartUpload::abort);
    }

    @Test
    void pendingUploadsAreNotObjects() {
        MultipartUpload upload = start("a/b");
        upload.put(1, text("x"));
        assertThat(storage().bucket().isEmpty(home())).isTrue();
        store().listDirectory(
                        home(),
                        info -> {
                            throw new AssertionError(info);
                        },
                        group -> {
                            throw new AssertionError(group);
                        });
        upload.abort();
    }

    private MultipartUpload start(String name) {
        return store().startMultipart(key(name), Optional.empty());
    }

    private List<PendingMultipart> pending(KeyPrefix prefix) {
        var all = new ArrayList<PendingMultipart>();
        store().listMultiparts(prefix, all::add);
        return all;
    }
}
