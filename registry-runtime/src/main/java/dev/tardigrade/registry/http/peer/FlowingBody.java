package dev.tardigrade.registry.http.peer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The body of a request on its way through this process, which notes how it flows. */
final class FlowingBody extends FilterInputStream {

    /** More than any that is relayed has. */
    private static final long MOST_OF_AN_ANSWER = 1 << 20;

    /** In which bytes must have flowed, while there are any to come. */
    private static final Duration STALLED = Duration.ofMinutes(2);

    /** For the answer once all bytes are there: the blob may have to be completed, and read back. */
    private static final Duration ANSWER = Duration.ofMinutes(15);

    private volatile boolean touched;
    private volatile boolean ended;
    private volatile long lastMove = System.nanoTime();

    FlowingBody(InputStream in) {
        super(in);
    }

    /** The body of a request that has none. */
    static FlowingBody none() {
        FlowingBody none = new FlowingBody(InputStream.nullInputStream());
        none.ended = true;
        return none;
    }

    /** Whether nothing of it has been asked for yet. */
    boolean isUntouched() {
        return !touched;
    }

    /** Sends the request that it is the body of, and waits as long as bytes flow, and some time for the answer after the last of them. */
    HttpResponse<byte[]> sent(HttpClient http, HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_OF_AN_ANSWER));
        lastMove = System.nanoTime();
        while (true) {
            try {
                return answer.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                Duration idle = Duration.ofNanos(System.nanoTime() - lastMove);
                if (idle.compareTo(ended ? ANSWER : STALLED) > 0) {
                    answer.cancel(true);
                    throw new IOException("no answer for " + idle.toSeconds() + " s");
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while another replica answers", e);
            }
        }
    }

    @Override
    public int read() throws IOException {
        touched = true;
        int next = super.read();
        moved(next < 0);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        touched = true;
        int count = super.read(bytes, offset, length);
        moved(count < 0);
        return count;
    }

    private void moved(boolean end) {
        ended = end;
        lastMove = System.nanoTime();
    }
}
