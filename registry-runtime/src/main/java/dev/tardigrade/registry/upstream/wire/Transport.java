package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final Rest rest;

    /**
     * @param http that follows no redirect by itself
     * @param rest that begins where there is no answer, or one that says that there is none
     */
    Transport(HttpClient http, Remote upstream, Destinations destinations, Patience patience, Rest rest) {
        this.http = http;
        this.upstream = upstream;
        this.destinations = destinations;
        this.patience = patience;
        this.rest = rest;
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
    HttpResponse<PatientBody> ask(Question question) {
        URI at = question.uri();
        boolean trusted = true;
        for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
            require(at);
            trusted &= Destinations.sameOrigin(at, question.uri());
            HttpResponse<PatientBody> answer = ask(question, at, trusted);
            if (!REDIRECTS.contains(answer.statusCode())) {
                return answer;
            }
            close(answer);
            at = next(at, answer);
        }
        throw unavailable("redirects too often");
    }

    private void require(URI at) {
        try {
            destinations.require(at);
        } catch (RegistryException e) {
            if (e.getCause() instanceof UnknownHostException) {
                rest.begin();
            }
            throw e;
        }
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

    private HttpResponse<PatientBody> ask(Question question, URI at, boolean trusted) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at)
                .method(question.method(), BodyPublishers.noBody())
                .header("User-Agent", "tardigrade-registry");
        question.accept().forEach(type -> request.header("Accept", type));
        question.authorization()
                .filter(_ -> trusted)
                .ifPresent(credentials -> request.header("Authorization", credentials));
        CompletableFuture<HttpResponse<PatientBody>> answer =
                http.sendAsync(request.build(), _ -> new PatientBody(patience));
        try {
            return answer.get(patience.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            answer.cancel(true);
            rest.begin();
            throw unavailable("does not answer in time");
        } catch (ExecutionException e) {
            rest.begin();
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw unavailable("cannot be asked: " + cause.getClass().getSimpleName());
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable("is not waited for any more");
        }
    }

    /** The whole body of an answer. Throws {@link Failure.UpstreamUnavailable} where it is longer than that, or takes too long. */
    Bytes document(HttpResponse<PatientBody> answer, int most) {
        try (PatientBody body = answer.body()) {
            body.endWithin(patience.document());
            byte[] bytes = new byte[size(answer, most).orElse(PIECE)];
            int size = 0;
            while (true) {
                if (size == bytes.length) {
                    int next = body.read();
                    if (next < 0) {
                        return Bytes.of(bytes);
                    }
                    if (size == most) {
                        throw tooLong(most);
                    }
                    bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(PIECE, 2 * size)));
                    bytes[size++] = (byte) next;
                }
                int count = body.read(bytes, size, bytes.length - size);
                if (count < 0) {
                    return Bytes.of(Arrays.copyOf(bytes, size));
                }
                size += count;
            }
        } catch (IOException e) {
            throw unavailable("breaks off, or takes too long over an answer");
        }
    }

    /** The size of a document; empty where the answer does not tell it. Throws as {@link #document}, and does not close the answer. */
    OptionalInt size(HttpResponse<?> answer, int most) {
        Optional<String> told = answer.headers().firstValue("Content-Length");
        if (told.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!told.get().matches("[0-9]{1,9}") || Integer.parseInt(told.get()) > most) {
            throw tooLong(most);
        }
        return OptionalInt.of(Integer.parseInt(told.get()));
    }

    private RegistryException tooLong(int most) {
        return unavailable("sends more than " + most + " bytes where that is the most");
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
        if (answer.statusCode() == 429) {
            Failure failure = new Failure.Overloaded(who + " takes no more requests for now", retry);
            rest.begin(failure);
            return new RegistryException(failure);
        }
        if (answer.statusCode() / 100 == 5) {
            rest.begin();
        }
        return new RegistryException(new Failure.UpstreamUnavailable(who + " answers " + answer.statusCode(), retry));
    }

    RegistryException unavailable(String what) {
        return new RegistryException(
                new Failure.UpstreamUnavailable("the upstream " + upstream.name() + " " + what, RETRY));
    }

    static void close(HttpResponse<PatientBody> answer) {
        answer.body().close();
    }
}
