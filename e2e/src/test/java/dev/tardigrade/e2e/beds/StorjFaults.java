package dev.tardigrade.e2e.beds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;

/** Makes a Storj network fail, for tests. Limits, revocations and deleted keys are seen by clients within 60 seconds. */
public final class StorjFaults {

    /** What clients meet at the address of the satellite, or of a storage node. */
    public enum Link {
        /** It answers. */
        UP,
        /** Connections are refused, open ones reset. */
        REFUSE,
        /** Connections are accepted and carry nothing. */
        HANG
    }

    /** What a project may use. */
    public enum Limit {
        STORAGE,
        BANDWIDTH,
        SEGMENTS
    }

    private final URI control;
    private final HttpClient http = HttpClient.newHttpClient();

    StorjFaults(URI control) {
        this.control = control;
    }

    public void link(Link link) {
        call("PUT", "/link/" + word(link), BodyPublishers.noBody());
    }

    /** Of a storage node of a network that was started with {@link StorjNetwork.Option#NODE_LINKS}. */
    public void node(int index, Link link) {
        call("PUT", "/nodes/" + index + "/" + word(link), BodyPublishers.noBody());
    }

    /**
     * Sets a limit of the project.
     *
     * @param amount a size such as {@code 1KiB}, or a number of segments
     */
    public void limit(Limit limit, String amount) {
        call("PUT", "/limits/" + word(limit) + "/" + amount, BodyPublishers.noBody());
    }

    /** Revokes a grant and all that were made from it. */
    public void revoke(String grant) {
        call("POST", "/revocations", BodyPublishers.ofString(grant));
    }

    public void deleteApiKey() {
        call("DELETE", "/api-key", BodyPublishers.noBody());
    }

    private void call(String method, String path, BodyPublisher body) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(control.resolve(path))
                            .method(method, body)
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 204) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
