package dev.tardigrade.registry.upstream.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer. A read fails where nothing comes for long, which the client of the JDK has no bound for. Few pieces wait at a time:
 * the next ones are asked for when one is taken. For one reader.
 */
final class PatientBody extends InputStream implements BodySubscriber<InputStream> {

    private final Duration silence;
    private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> current = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean ended;

    private sealed interface Piece {}

    private record Data(List<ByteBuffer> buffers) implements Piece {}

    private record End() implements Piece {}

    private record Broken(Throwable cause) implements Piece {}

    PatientBody(Duration silence) {
        this.silence = silence;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription source) {
        subscription = source;
        source.request(1);
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
                throw new IOException("nothing came for " + silence.toMillis() + " ms");
            }
            case Data(List<ByteBuffer> buffers) -> {
                current.addAll(buffers);
                more();
            }
            case End _ -> ended = true;
            case Broken(Throwable cause) -> throw new IOException("the upstream broke off", cause);
        }
    }

    private @Nullable Piece awaited() throws IOException {
        try {
            return arrived.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an upstream is waited for", e);
        }
    }

    private synchronized void more() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    /** Lets the connection go where not all has come. */
    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
