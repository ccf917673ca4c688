package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to an upstream and to where it redirects them; credentials go to the server alone that they are for. */
final class Transport {

    private static final int MOST_REDIRECTS = 5;
    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final int PIECE = 64 << 10;

    private final HttpClient http;
    private final Remote upstream;
    private final Destinations destinations;
    private final Patience patience;

    /** @param http that follows no redirect by itself */
    Transport(HttpClient http, Remote upstream, Destinations destinations, Patience patience) {
        this.http = http;
        this.upstream = upstream;
        this.destinations = destinations;
        this.patience = patience;
    }

    /**
     * A question that has no body.
     *
     * @param accept the types of an answer
     * @param authorization for the server of {@code uri} alone
     */
    record Question(String method, URI uri, List<String> accept, Optional<String> authorization) {

        Question with(String credentials) {
            return new Question(method, uri, accept, Optional.of(credentials));
        }
    }

    /**
     * The answer, whatever its status. Who gets it closes its body.
     *
     * @throws RegistryException with {@link Failure.UpstreamUnavailable} where there is none in time, or it leads where no request may go
     */
    HttpResponse<InputStream> ask(Question question) {
        URI at = question.uri();
        boolean trusted = true;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            destinations.require(at);
            trusted &= Destinations.sameOrigin(at, question.uri());
            HttpResponse<InputStream> answer = ask(question, at, trusted);
            if (!REDIRECTS.contains(answer.statusCode())) {
                return answer;
            }
            close(answer);
            at = next(at, answer);
        }
        throw unavailable("redirects too often");
    }

    private URI next(URI at, HttpResponse<?> answer) {
        try {
            return answer.headers()
                    .firstValue("Location")
                    .map(at::resolve)
                    .orElseThrow(() -> unavailable("redirects to nowhere"));
        } catch (IllegalArgumentException e) {
            throw unavailable("redirects to what is no address");
        }
    }

    private HttpResponse<InputStream> ask(Question question, URI at, boolean trusted) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .method(question.method(), BodyPublishers.noBody())
                .header("User-Agent", "tardigrade-registry");
        question.accept().forEach(type -> request.header("Accept", type));
        question.authorization()
                .filter(_ -> trusted)
                .ifPresent(credentials -> request.header("Authorization", credentials));
        CompletableFuture<HttpResponse<InputStream>> answer =
                http.sendAsync(request.build(), _ -> new PatientBody(patience.silence()));
        try {
            return answer.get(patience.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            answer.cancel(true);
            throw unavailable("does not answer in time");
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw unavailable("cannot be asked: " + cause.getClass().getSimpleName());
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("is not waited for any more");
        }
    }

    /** The whole body of an answer. Throws {@link Failure.UpstreamUnavailable} where it is longer than that, or takes too long. */
    Bytes document(HttpResponse<InputStream> answer, int most) {
        long end = System.nanoTime() + patience.document().toNanos();
        try (InputStream in = answer.body()) {
            byte[] bytes = new byte[0];
            while (System.nanoTime() - end < 0) {
                int before = bytes.length;
                byte[] piece = in.readNBytes(Math.min(PIECE, most + 1 - before));
                if (piece.length == 0) {
                    return Bytes.of(bytes);
                }
                bytes = Arrays.copyOf(bytes, before + piece.length);
                System.arraycopy(piece, 0, bytes, before, piece.length);
                if (bytes.length > most) {
                    throw unavailable("sends more than " + most + " bytes where that is the most");
                }
            }
            throw unavailable("takes too long over an answer");
        } catch (IOException e) {
            throw unavailable("breaks off");
        }
    }

    /** That it asks for patience, or cannot answer. */
    RegistryException failed(HttpResponse<?> answer) {
        Duration retry = answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(LONGEST_RETRY) < 0 ? asked : LONGEST_RETRY)
                .orElse(RETRY);
        String who = "the upstream " + upstream.name();
        return new RegistryException(
                answer.statusCode() == 429
                        ? new Failure.Overloaded(who + " takes no more requests for now", retry)
                        : new Failure.UpstreamUnavailable(who + " answers " + answer.statusCode(), retry));
    }

    RegistryException unavailable(String what) {
        return new RegistryException(
                new Failure.UpstreamUnavailable("the upstream " + upstream.name() + " " + what, RETRY));
    }

    static void close(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new IllegalStateException("the body of an answer is given up without a call", e);
        }
    }
}
