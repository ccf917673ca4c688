package dev.tardigrade.registry.upstream.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer. A read fails where nothing or little comes for long, which the client of the JDK has no bound for. Few pieces wait at a
 * time: the next ones are asked for when one is taken. For one reader.
 */
final class PatientBody extends InputStream implements BodySubscriber<PatientBody> {

    private final Patience patience;
    private long waited;
    private long came;
    private Optional<Long> end = Optional.empty();
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> current = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean ended;
    private boolean closed;

    private sealed interface Piece {}

    private record Data(List<ByteBuffer> buffers) implements Piece {}

    private record End() implements Piece {}

    private record Broken(Throwable cause) implements Piece {}

    PatientBody(Patience patience) {
        this.patience = patience;
    }

    /** All of it must be there until then. */
    void endWithin(Duration time) {
        end = Optional.of(System.nanoTime() + time.toNanos());
    }

    @Override
    public CompletionStage<PatientBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription source) {
        subscription = source;
        if (closed) {
            source.cancel();
        } else {
            source.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Data(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrived.add(new Broken(cause));
    }

    @Override
    public void onComplete() {
        arrived.add(new End());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer next = next();
        if (next == null) {
            return -1;
        }
        int count = Math.min(length, next.remaining());
        next.get(bytes, offset, count);
        return count;
    }

    /** Some that are not read yet; null at the end. */
    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            ByteBuffer first = current.peek();
            if (first != null && first.hasRemaining()) {
                return first;
            }
            if (first != null) {
                current.remove();
            } else if (ended) {
                return null;
            } else {
                take();
            }
        }
    }

    private void take() throws IOException {
        switch (awaited()) {
            case null -> {
                close();
                throw new IOException("nothing came for long");
            }
            case Data(List<ByteBuffer> buffers) -> {
                current.addAll(buffers);
                came += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
                requirePace();
                more();
            }
            case End _ -> ended = true;
            case Broken(Throwable cause) -> throw new IOException("the upstream broke off", cause);
        }
    }

    private @Nullable Piece awaited() throws IOException {
        long begin = System.nanoTime();
        long silence = patience.silence().toNanos();
        try {
            return arrived.poll(end.map(last -> Math.min(silence, last - begin)).orElse(silence), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an upstream is waited for", e);
        } finally {
            waited += System.nanoTime() - begin;
        }
    }

    /** Each time that it has been waited for so long, that much must have come since the last time. */
    private void requirePace() throws IOException {
        long window = patience.slowness().toNanos();
        if (waited < window) {
            return;
        }
        if (came < patience.slowness().toMillis() * Patience.BYTES_PER_SECOND / 1000) {
            close();
            throw new IOException("less than " + Patience.BYTES_PER_SECOND + " bytes a second came");
        }
        waited = 0;
        came = 0;
    }

    private synchronized void more() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    /** Lets the connection go where not all has come. May come before {@link #onSubscribe}: an answer is there as soon as its headers are. */
    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
