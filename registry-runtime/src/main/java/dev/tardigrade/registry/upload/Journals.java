package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.UploadJournal;
import dev.tardigrade.registry.layout.UploadTaker;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What of open uploads lies in the bucket: for each a journal, and a note for each time that a process took it over.
 *
 * <p>Two processes that both think that an upload is theirs cannot do harm. Who takes over notes it first and reads the journal then; who drops
 * an upload deletes the journal first and looks for such a note then. So of the two at least one sees the other, and what was aborted is never
 * gone on with. Of two that take over at a time one has its note there in the end; each looks once more when such writes must have settled.
 */
final class Journals {

    /** Two creations of one key may both succeed while they overlap; each is over in less than this. */
    private static final Duration SETTLE = Duration.ofMillis(300);

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A client's requests are answered by one replica at a time; a journal that changes hands this often is being tossed about. */
    private static final int MOST_TAKEOVERS = 1000;

    private final ObjectStore store;
    private final BucketLayout layout;
    private final RecordCodec codec;

    Journals(ObjectStore store, BucketLayout layout) {
        this.store = store;
        this.layout = layout;
        this.codec = new RecordCodec(layout);
    }

    /** @param tail the bytes that follow the parts; nothing of them is copied */
    void write(UploadId upload, UploadJournal journal, Content tail) {
        Content line = Content.of(codec.encode(journal).toArray());
        put(layout.uploadJournal(upload), Content.joined(line, tail), PutMode.REPLACE);
    }

    private void put(ObjectKey key, Content content, PutMode mode) {
        PutOutcome _ = store.put(key, content, Optional.empty(), mode);
    }

    /** Writes the one that is there once more, so that it is as young as can be. False where there is none. */
    boolean renew(UploadId upload) {
        ObjectKey key = layout.uploadJournal(upload);
        Optional<byte[]> bytes = bytes(key);
        bytes.ifPresent(same -> put(key, Content.of(same), PutMode.REPLACE));
        return bytes.isPresent();
    }

    boolean has(UploadId upload) {
        return store.head(layout.uploadJournal(upload)).isPresent();
    }

    /** The journal of an upload. Who gets it closes it. */
    Optional<Saved> read(UploadId upload) {
        ObjectKey key = layout.uploadJournal(upload);
        return store.get(key).map(object -> saved(key, object));
    }

    private Saved saved(ObjectKey key, ObjectContent object) {
        InputStream in = new BufferedInputStream(object.stream());
        try {
            return new Saved(codec.decodeJournal(key, in), in);
        } catch (IOException e) {
            close(in);
            throw brokenOff(key, e);
        } catch (RuntimeException e) {
            close(in);
            throw e;
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException _) {
            // All that was wanted of it has been read, or has failed already.
        }
    }

    /**
     * A journal that is being read.
     *
     * @param tail the bytes that followed the parts at that time
     */
    record Saved(UploadJournal journal, InputStream tail) implements AutoCloseable {

        @Override
        public void close() {
            Journals.close(tail);
        }
    }

    void delete(UploadId upload) {
        store.delete(layout.uploadJournal(upload));
    }

    /** Whether there has been one takeover more than this. */
    boolean isTakenOver(UploadId upload, int number) {
        return store.head(layout.uploadTakeover(upload, number + 1)).isPresent();
    }

    /** The last takeover that there was; empty where the upload belongs to who began it. */
    Optional<Takeover> last(UploadId upload) {
        List<Integer> numbers = new ArrayList<>();
        store.listDirectory(
                layout.uploadTakeovers(upload),
                note -> layout.takeoverAt(note.key()).ifPresent(numbers::add),
                _ -> {});
        return numbers.stream().max(Comparator.naturalOrder()).flatMap(number -> read(upload, number));
    }

    private Optional<Takeover> read(UploadId upload, int number) {
        ObjectKey key = layout.uploadTakeover(upload, number);
        return bytes(key).map(bytes -> new Takeover(number, codec.decodeTaker(key, Bytes.of(bytes))));
    }

    /**
     * Notes that a process takes the upload over.
     *
     * @return the takeover that holds now; that of another process, where that was faster
     */
    Takeover takeOver(UploadId upload, int number, UploadTaker taker) {
        if (number > MOST_TAKEOVERS) {
            throw new RegistryException(new Failure.UploadUnknown("this upload has changed hands too often"));
        }
        Content note = Content.of(codec.encode(taker).toArray());
        put(layout.uploadTakeover(upload, number), note, PutMode.CREATE);
        LockSupport.parkNanos(SETTLE.toNanos());
        return read(upload, number)
                .orElseThrow(() -> new RegistryException(
                        new Failure.StorageUnavailable("a note of a takeover is gone that was just written", RETRY)));
    }

    private Optional<byte[]> bytes(ObjectKey key) {
        Optional<ObjectContent> found = store.get(key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (ObjectContent object = found.get()) {
            return Optional.of(object.stream().readAllBytes());
        } catch (IOException e) {
            throw brokenOff(key, e);
        }
    }

    private static RegistryException brokenOff(ObjectKey key, IOException cause) {
        return new RegistryException(
                new Failure.StorageUnavailable("the store broke off " + key.value(), RETRY), cause);
    }
}
