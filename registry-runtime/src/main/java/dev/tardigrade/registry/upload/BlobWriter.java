package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.registry.stream.PartBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the bytes of one blob and publishes them. They are hashed once, while they fill a part. A blob that fits into one part is one object
 * named after its digest; of a larger one each full part goes to the store while the next one fills. For one thread at a time.
 */
final class BlobWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlobWriter.class);

    private final UploadDestination destination;
    private final ObjectKey streamed;
    private final Digest.Algorithm algorithm;
    private final MessageDigest hash;
    private PartBuffer part;
    private @Nullable PartPipeline pipeline;
    private long sent;

    /** @param algorithm of the digest that the client will most likely ask for */
    BlobWriter(UploadDestination destination, UploadId upload, Digest.Algorithm algorithm) {
        this.destination = destination;
        this.streamed = destination.layout().streamedData(upload);
        this.algorithm = algorithm;
        this.hash = algorithm.newHash();
        this.part = destination.buffers().open();
    }

    /** Number of bytes taken. */
    long size() {
        return sent + part.size();
    }

    /** Takes all of {@code in}; after a failure to read, what of it came before that. */
    void append(InputStream in) throws IOException {
        var source = new PushbackInputStream(in);
        var hashed = new DigestInputStream(source, hash);
        while (part.fill(hashed) == PartBuffer.Filled.CUT) {
            // A part is only sent on when another one follows, so that a blob of exactly one part stays one object.
            int next = source.read();
            if (next < 0) {
                return;
            }
            source.unread(next);
            send();
        }
    }

    /** To be called when the client may let us wait for its next bytes. */
    void pause() {
        part.park();
    }

    private PartPipeline send() {
        PartPipeline open = pipeline;
        if (open == null) {
            open = new PartPipeline(destination.store().startMultipart(streamed, Optional.empty()));
            pipeline = open;
        }
        PartBuffer full = part;
        sent += full.size();
        part = destination.buffers().open();
        open.send(full);
        return open;
    }

    /**
     * Publishes what was taken. Nothing can be added after that, whether or not it fails.
     *
     * @throws RegistryException with {@link Failure.DigestInvalid} where the bytes have another digest; nothing is visible then
     */
    void publish(RepositoryName repository, Digest digest) throws IOException {
        boolean hashedAlready = digest.algorithm() == algorithm;
        if (hashedAlready) {
            verify(digest, Digest.finish(algorithm, hash));
        }
        PartPipeline open = pipeline;
        if (open == null) {
            Content content = part.content();
            if (!hashedAlready) {
                verify(digest, hash(digest.algorithm(), content.openExactly()));
            }
            destination.blobs().publish(repository, digest, content);
            return;
        }
        long size = size();
        if (destination.blobs().adopt(repository, digest, size)) {
            return;
        }
        send().complete();
        pipeline = null;
        if (!hashedAlready) {
            verifyStored(digest);
        }
        destination.blobs().publish(repository, digest, streamed, size);
    }

    /** For a client that did not say in time which algorithm it wants. */
    private void verifyStored(Digest digest) throws IOException {
        ObjectContent object = destination
                .store()
                .get(streamed)
                .orElseThrow(() ->
                        new RegistryException(new Failure.StorageFault("the bucket has lost " + streamed.value())));
        try {
            verify(digest, hash(digest.algorithm(), object.stream()));
        } catch (RegistryException e) {
            destination.store().delete(streamed);
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

    /** Drops what was not published. Does not fail; what it cannot remove is invisible and swept later. */
    @Override
    public void close() {
        part.close();
        PartPipeline open = pipeline;
        if (open != null) {
            pipeline = null;
            try {
                open.abort();
            } catch (RegistryException e) {
                LOG.warn("the parts of an upload that was given up stay in the bucket for now: {}", e.getMessage());
            }
        }
    }
}
