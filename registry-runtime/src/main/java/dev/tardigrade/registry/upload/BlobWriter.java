package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.layout.UploadJournal;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.StorageBudget;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.registry.stream.PartBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the bytes of one blob and publishes them. They are hashed once, while they fill a part. A blob that fits into one part is one object
 * named after its digest; of a larger one each full part goes to the store while the next one fills. For one thread at a time.
 *
 * <p>From its first part on an upload has a journal, unless the request that sends it is the last one: so another process can go on after the
 * last part that was stored. Who goes on does not have the hash of what was sent before, and so reads the blob back before it is published.
 */
final class BlobWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlobWriter.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final UploadDestination destination;
    private final Removals removals;
    private final UploadEntry entry;
    private final RepositoryName repository;
    private final ObjectKey streamed;
    private final Digest.Algorithm algorithm;
    private final Optional<MessageDigest> hash;
    private PartBuffer part;
    private @Nullable PartPipeline pipeline;
    private long sent;
    private boolean completed;

    private BlobWriter(
            UploadDestination destination,
            Removals removals,
            UploadEntry entry,
            RepositoryName repository,
            Digest.Algorithm algorithm,
            Optional<MessageDigest> hash) {
        this.destination = destination;
        this.removals = removals;
        this.entry = entry;
        this.repository = repository;
        this.streamed = destination.layout().streamedData(entry.tenure().upload());
        this.algorithm = algorithm;
        this.hash = hash;
        this.part = destination.buffers().open();
    }

    /** @param algorithm of the digest that the client will most likely ask for */
    static BlobWriter begin(
            UploadDestination destination,
            Removals removals,
            UploadEntry entry,
            RepositoryName repository,
            Digest.Algorithm algorithm) {
        return new BlobWriter(destination, removals, entry, repository, algorithm, Optional.of(algorithm.newHash()));
    }

    /**
     * Goes on with what another process has begun.
     *
     * @param saved is closed
     * @throws RegistryException with {@link Failure.UploadUnknown} where what it has left cannot be gone on with
     */
    static BlobWriter resume(
            UploadDestination destination, Removals removals, UploadEntry entry, Journals.Saved saved) {
        UploadJournal journal = saved.journal();
        BlobWriter writer = new BlobWriter(
                destination, removals, entry, journal.repository(), journal.algorithm(), Optional.empty());
        try {
            writer.takeTail(saved);
            writer.restore(journal);
            entry.write(writer.completed ? journal : writer.journal(), writer.part.content());
            return writer;
        } catch (RuntimeException e) {
            writer.part.close();
            throw e;
        }
    }

    /** First of all, so that it has a connection to the store for no longer than it must. */
    private void takeTail(Journals.Saved saved) {
        try (saved) {
            part.fill(saved.tail());
        } catch (IOException e) {
            throw new RegistryException(
                    new Failure.StorageUnavailable("the store broke off the journal of an upload", RETRY), e);
        }
    }

    private void dropTail() {
        part.close();
        part = destination.buffers().open(sent);
    }

    private void restore(UploadJournal saved) {
        if (saved.multipart().isPresent()) {
            var whole = destination.store().head(streamed);
            if (whole.isPresent()) {
                completed = true;
                sent = whole.get().size();
                dropTail();
                return;
            }
            MultipartUpload upload = destination
                    .store()
                    .resumeMultipart(streamed, saved.multipart().get());
            StoredParts stored = StoredParts.of(upload);
            pipeline = new PartPipeline(upload, stored.parts());
            sent = stored.size();
        }
        if (sent < saved.flushed()) {
            throw new RegistryException(new Failure.UploadUnknown("parts of this upload are gone; begin it again"));
        }
        if (sent > saved.flushed()) {
            dropTail();
        }
    }

    /** Number of bytes taken. */
    long size() {
        return sent + part.size();
    }

    /** Whether all bytes are there, so that no more can be taken. */
    boolean isComplete() {
        return completed;
    }

    /**
     * Takes all of {@code in}; after a failure to read, what of it came before that.
     *
     * @param last whether this request is to finish the upload
     * @throws RegistryException with any failure; then nothing can be added any more
     */
    void append(InputStream in, boolean last) throws IOException {
        var source = new PushbackInputStream(in);
        InputStream hashed = hash.<InputStream>map(each -> new DigestInputStream(source, each))
                .orElse(source);
        while (part.fill(hashed) == PartBuffer.Filled.CUT) {
            // A part is only sent on when another one follows, so that a blob of exactly one part stays one object.
            int next = source.read();
            if (next < 0) {
                return;
            }
            source.unread(next);
            send(last);
        }
    }

    /** To be called when the client may let us wait for its next bytes. Throws where what was taken cannot be published any more. */
    void pause() {
        if (pipeline != null && pipeline.hasFailed()) {
            pipeline.settle();
        }
        part.park();
    }

    private void send(boolean last) {
        StorageBudget.current().renew(); // a push has any number of parts
        PartPipeline open = ready(last);
        PartBuffer full = next();
        open.send(full);
    }

    /** The part that was filled; from now on another one is. */
    private PartBuffer next() {
        PartBuffer full = part;
        sent += full.size();
        part = destination.buffers().open(sent);
        return full;
    }

    /** What takes the next part. */
    private PartPipeline ready(boolean last) {
        PartPipeline open = pipeline;
        if (open == null) {
            open = new PartPipeline(destination.store().startMultipart(streamed, Optional.empty()));
            pipeline = open;
            entry.prepare(journal());
        }
        if (!last && !entry.isWritten()) {
            entry.write(journal(), Content.of(new byte[0]));
        }
        requireTenure();
        return open;
    }

    private UploadJournal journal() {
        return new UploadJournal(
                repository, algorithm, Optional.ofNullable(pipeline).map(PartPipeline::id), sent);
    }

    private void requireTenure() {
        if (isTakenOver()) {
            throw new RegistryException(new Failure.UploadUnknown("another replica has taken this upload over"));
        }
    }

    private boolean isTakenOver() {
        return entry.isWritten() && entry.tenure().isOver();
    }

    /** Whether bytes of it that no part has are on the disk. */
    boolean isSpooled() {
        return part.isSpooled();
    }

    /**
     * Puts all that was taken into the bucket, for whoever goes on with it. Nothing can be added after that; but after a failure all of it is still
     * here, and what is stored in parts is there to be gone on with, if anything is.
     */
    void park() {
        if (pipeline != null) {
            pipeline.settle();
        }
        if (completed || isTakenOver()) {
            return;
        }
        if (part.size() >= MultipartUpload.MIN_PART_SIZE) {
            ready(false).put(part);
            next().close();
        }
        entry.write(journal(), part.content());
    }

    /** Gives up what is in this process, and leaves what is in the bucket to whoever goes on with it. */
    void leave() {
        entry.leave();
        part.close();
        if (pipeline != null) {
            pipeline.await();
            pipeline = null;
        }
    }

    /**
     * Publishes what was taken. Nothing can be added after that, whether or not it fails.
     *
     * @throws RegistryException with {@link Failure.DigestInvalid} where the bytes have another digest; nothing is visible then
     */
    void publish(Digest digest) throws IOException {
        boolean hashedAlready = hash.isPresent() && digest.algorithm() == algorithm;
        if (hashedAlready) {
            verify(digest, Digest.finish(algorithm, hash.get()));
        }
        PartPipeline open = pipeline;
        if (open == null && !completed) {
            Content content = part.content();
            if (!hashedAlready) {
                verify(digest, hash(digest.algorithm(), content.openExactly()));
            }
            destination.blobs().publish(repository, digest, content);
            return;
        }
        long size = size();
        // Who could not show the digest by its bytes must not be given the blob that has it.
        if (hashedAlready && destination.blobs().adopt(repository, digest, size)) {
            return;
        }
        if (open != null) {
            complete(open);
        }
        if (!hashedAlready) {
            verifyStored(digest);
        }
        destination.blobs().publish(repository, digest, streamed, size);
    }

    private void complete(PartPipeline open) {
        if (part.size() > 0) {
            send(true);
        }
        open.settle();
        requireTenure();
        open.complete();
        pipeline = null;
    }

    /**
     * For a client that did not say in time which algorithm it wants, and after a takeover. Where another process may have completed the object
     * it is left to be swept, for that one may have published it.
     */
    private void verifyStored(Digest digest) throws IOException {
        ObjectContent object = destination
                .store()
                .get(streamed)
                .orElseThrow(() ->
                        new RegistryException(new Failure.StorageFault("the bucket has lost " + streamed.value())));
        try {
            verify(digest, hash(digest.algorithm(), object.stream()));
        } catch (RegistryException e) {
            if (!entry.isWritten()) {
                destination.store().delete(streamed);
            }
            throw e;
        }
    }

    private static Digest hash(Digest.Algorithm algorithm, InputStream content) throws IOException {
        MessageDigest hash = algorithm.newHash();
        try (var in = new DigestInputStream(content, hash)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.finish(algorithm, hash);
    }

    private static void verify(Digest expected, Digest actual) {
        if (!expected.equals(actual)) {
            throw new RegistryException(
                    new Failure.DigestInvalid("the bytes have the digest " + actual + " and not " + expected));
        }
    }

    /** Has the journal written again where it is to be, so that nobody takes the upload for forgotten. For any thread. */
    void touch() {
        entry.touch();
    }

    /**
     * Like {@link #close}, for an upload that has failed because the store does not answer: its client is told at once. What is in the bucket is
     * removed behind its back, for each call may take its whole time limit. Where too much is being removed already it is left to be swept, and
     * the client waits for its own parts: else each further one would leave two behind, which hold memory.
     */
    void abandon() {
        if (pipeline == null && !entry.isWritten()) {
            close();
        } else if (removals.start(entry.tenure().upload(), this::removeBehind)) {
            part.close();
        } else {
            leave();
        }
    }

    private void removeBehind() {
        try {
            close();
        } catch (RuntimeException e) {
            LOG.warn("an upload that has failed could not be removed; it is swept later", e);
        }
    }

    /** Drops what was not published. Does not fail; what it cannot remove is invisible and swept later. */
    @Override
    public void close() {
        PartPipeline open = pipeline;
        pipeline = null;
        try (PartBuffer _ = part) {
            boolean known = entry.isWritten();
            entry.remove();
            if (open == null) {
                return;
            }
            if (known && entry.tenure().isOver()) {
                open.await();
            } else {
                open.abort();
            }
        } catch (RegistryException e) {
            LOG.warn("the parts of an upload that was given up stay in the bucket for now: {}", e.getMessage());
        }
    }
}
