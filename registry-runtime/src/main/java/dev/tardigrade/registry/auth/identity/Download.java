package dev.tardigrade.registry.auth.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets small documents: 512 KiB at most, in a bounded time, and never from where a redirect leads to. */
public final class Download {

    private static final long MAX_BYTES = 512 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient http;
    private final Duration patience;

    private Download(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder().followRedirects(Redirect.NEVER).build();
    }

    /** Which waits 5 seconds at most for a document. */
    public static Download create() {
        return within(PATIENCE);
    }

    static Download within(Duration patience) {
        return new Download(patience);
    }

    /** The text of a document. Throws an {@link IOException} that says, in half a sentence about the server, why there is none. */
    String text(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        try {
            // A deadline of the request would end with the head of the answer; this one is for the connection, too.
            return text(address, answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("it does not answer in " + patience.toMillis() + " ms at " + address, e);
        } catch (ExecutionException e) {
            throw new IOException("it cannot be asked at " + address + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("nobody waits for it any more", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String text(URI address, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != OK) {
            throw new IOException("it answers " + answer.statusCode() + " at " + address);
        }
        return new String(answer.body(), UTF_8);
    }
}
