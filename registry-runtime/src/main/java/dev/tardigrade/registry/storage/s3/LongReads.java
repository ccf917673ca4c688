package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Objects that are read for as long as a client takes: fewer at a time than there are connections, so that all else finds one, also while clients
 * are slow.
 */
final class LongReads {

    /** Connections that these never take. */
    static final int RESERVE = 64;

    /** So many bytes are read into memory before anybody gets them. */
    private static final long SHORT_BYTES = 64 << 10;

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Semaphore free;
    private final Duration patience;

    LongReads(S3Limits limits) {
        this.free = new Semaphore(limits.connections(), true);
        this.patience = limits.attempt();
    }

    /**
     * Reads an object. One that is long has a place until it is closed; while it waits for that it has no connection. Of a short one the connection
     * is free again at once, as its client may be slow to take even so little.
     *
     * @param ask begins to read it, each time anew
     * @throws RegistryException with {@link Failure.Overloaded} where others keep all places for long
     */
    Optional<ObjectContent> read(ObjectKey key, Supplier<Optional<ResponseInputStream<GetObjectResponse>>> ask) {
        Optional<ResponseInputStream<GetObjectResponse>> answer = ask.get();
        if (answer.isEmpty() || answer.get().response().contentLength() <= SHORT_BYTES) {
            return answer.map(each -> whole(key, each));
        }
        if (takes(Duration.ZERO)) {
            return placed(key, () -> answer);
        }
        answer.get().abort();
        take();
        return placed(key, ask);
    }

    private static ObjectContent whole(ObjectKey key, ResponseInputStream<GetObjectResponse> answer) {
        int length = Math.toIntExact(answer.response().contentLength());
        ObjectContent content = Answers.content(key, answer, () -> {});
        return new ObjectContent(content.info(), content.contentType(), whole(content.stream(), length));
    }

    /** All its bytes, once; where it breaks off, those that came before, and then what it has failed with. */
    private static InputStream whole(InputStream answer, int length) {
        byte[] bytes = new byte[length];
        int count = 0;
        try (answer) {
            while (count < length) {
                count += answer.read(bytes, count, length - count);
            }
            // Its end is read, too: only then has the client checked the whole, and is the connection free.
            int _ = answer.read();
        } catch (IOException e) {
            return new SequenceInputStream(new ByteArrayInputStream(bytes, 0, count), failing(e));
        }
        return new ByteArrayInputStream(bytes);
    }

    private static InputStream failing(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw failure;
            }
        };
    }

    private Optional<ObjectContent> placed(
            ObjectKey key, Supplier<Optional<ResponseInputStream<GetObjectResponse>>> ask) {
        boolean kept = false;
        try {
            Optional<ObjectContent> content = ask.get().map(each -> Answers.content(key, each, free::release));
            kept = content.isPresent();
            return content;
        } finally {
            if (!kept) {
                free.release();
            }
        }
    }

    private void take() {
        if (!takes(patience)) {
            throw new RegistryException(
                    new Failure.Overloaded("too many blobs are being read from the storage at the moment", RETRY));
        }
    }

    /** Also without patience it stands in line: {@code tryAcquire} without a time would pass by those who wait. */
    private boolean takes(Duration within) {
        try {
            return free.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
