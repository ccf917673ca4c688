package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.blob.Arrival;
import dev.tardigrade.registry.layout.BlobRecord;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A blob that is being fetched into the bucket, and those who wait for it. */
final class BlobFetch {

    /** As long as no more has come a client can still be told why nothing comes. */
    private static final long FIRST_BYTES = 256 << 10;

    private final CompletableFuture<BlobRecord> stored = new CompletableFuture<>();
    private final CompletableFuture<Optional<Arrival>> begun = new CompletableFuture<>();

    /** Whether a blob is so large that its clients may have it before it is stored. */
    static boolean isWorthwhile(long size) {
        return size > FIRST_BYTES;
    }

    /** The bytes of it; when enough of them are read, clients get them. */
    InputStream through(InputStream source, Arrival arrival) {
        InputStream arriving = arrival.through(source);
        return new InputStream() {
            private long came;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = arriving.read(buffer, offset, length);
                came += Math.max(0, count);
                if (came >= FIRST_BYTES) {
                    begun.complete(Optional.of(arrival));
                }
                return count;
            }
        };
    }

    void succeed(BlobRecord blob) {
        stored.complete(blob);
        begun.complete(Optional.empty());
    }

    void fail(Throwable cause) {
        stored.completeExceptionally(cause);
        begun.completeExceptionally(cause);
    }

    /** Has something done as soon as the blob is in the bucket, or will not be. */
    void whenOver(Runnable action) {
        var _ = stored.whenComplete((_, _) -> action.run());
    }

    /** What can be read while it arrives; empty where it is in the bucket already. */
    Optional<Arrival> begun(Duration patience) {
        return SingleFlight.join(begun, patience);
    }

    /** The blob, once it is in the bucket. */
    BlobRecord stored() {
        return SingleFlight.join(stored, Duration.ofNanos(Long.MAX_VALUE));
    }
}
