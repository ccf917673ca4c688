package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks one upstream. Each question throws a {@link RegistryException} with {@link Failure.Overloaded} where the upstream takes no more of them
 * for now, and with {@link Failure.UpstreamUnavailable} where it gives no answer that is worth anything.
 */
public final class UpstreamClient {

    private static final List<String> MANIFESTS =
            Manifests.TYPES.stream().map(MediaType::value).toList();
    private static final List<String> BLOBS = List.of("*/*");

    private static final int SMALL_BYTES = 64 << 10;

    private final Remote upstream;
    private final Transport transport;
    private final Credentials credentials;
    private final Rest rest;
    private final Turns memory;

    /**
     * @param http that follows no redirect by itself
     * @param pause for which the upstream rests where it has failed
     * @param memory bytes of manifests above 64 KiB that are held at a time
     */
    public UpstreamClient(HttpClient http, Remote upstream, Patience patience, Duration pause, Turns memory) {
        this.upstream = upstream;
        this.rest = new Rest(pause);
        this.memory = memory;
        this.transport = new Transport(http, upstream, new Destinations(upstream), patience, rest);
        this.credentials = new Credentials(upstream, transport);
    }

    /**
     * Whether it has just given no answer, or one that says that it cannot answer: what is not needed is better not asked. Where it takes no more
     * requests, none are sent to it for that time.
     */
    public boolean isResting() {
        return rest.isOn();
    }

    /** Which manifest a tag points to; found but empty where the upstream does not tell. */
    public Answer<Optional<Digest>> digestOf(RepositoryName repository, Tag tag) {
        HttpResponse<PatientBody> answer = ask("HEAD", repository, manifestPath(repository, tag), MANIFESTS);
        return read(answer, found -> {
            Transport.close(found);
            return digest(found.headers());
        });
    }

    /**
     * A manifest of at most {@link Manifests#MAX_BYTES}.
     *
     * @param use what is done with it, as long as there is room for it
     */
    public <T> Answer<T> manifest(RepositoryName repository, Reference reference, Function<RemoteManifest, T> use) {
        HttpResponse<PatientBody> answer = ask("GET", repository, manifestPath(repository, reference), MANIFESTS);
        return read(answer, found -> {
            try {
                int size = transport.size(found, Manifests.MAX_BYTES).orElse(Manifests.MAX_BYTES);
                Supplier<T> work = () -> use.apply(manifest(found));
                return size <= SMALL_BYTES ? work.get() : memory.during(size, work);
            } finally {
                Transport.close(found);
            }
        });
    }

    private RemoteManifest manifest(HttpResponse<PatientBody> found) {
        return new RemoteManifest(
                transport.document(found, Manifests.MAX_BYTES),
                found.headers().firstValue("Content-Type").flatMap(MediaType::ofHeader),
                digest(found.headers()));
    }

    /** The number of bytes of a blob. */
    public Answer<Long> sizeOf(RepositoryName repository, Digest blob) {
        return read(ask("HEAD", repository, blobPath(repository, blob), BLOBS), found -> {
            Transport.close(found);
            return length(found);
        });
    }

    /** The bytes of a blob. Who gets them closes them. */
    public Answer<RemoteBlob> blob(RepositoryName repository, Digest blob) {
        return read(ask("GET", repository, blobPath(repository, blob), BLOBS), found -> {
            try {
                return new RemoteBlob(length(found), found.body());
            } catch (RegistryException e) {
                Transport.close(found);
                throw e;
            }
        });
    }

    private long length(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Content-Length")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElseThrow(() -> transport.unavailable("does not tell the size of a blob"));
    }

    private static String manifestPath(RepositoryName repository, Reference reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    private static String blobPath(RepositoryName repository, Digest digest) {
        return "/v2/" + repository + "/blobs/" + digest;
    }

    private static Optional<Digest> digest(HttpHeaders headers) {
        return headers.firstValue("Docker-Content-Digest").flatMap(text -> {
            try {
                return Optional.of(Digest.parse(text));
            } catch (RegistryException _) {
                return Optional.empty();
            }
        });
    }

    /** What a redirect leads to is asked for nothing but bytes: it does not say to whom a login is shown. */
    private HttpResponse<PatientBody> ask(String method, RepositoryName repository, String path, List<String> accept) {
        rest.requireOver();
        var question = new Transport.Question(method, upstream.at(path), accept, credentials.known(repository));
        HttpResponse<PatientBody> answer = transport.ask(question);
        if (answer.statusCode() != 401 || !Destinations.sameOrigin(answer.uri(), question.uri())) {
            return answer;
        }
        Transport.close(answer);
        return Challenge.of(answer.headers())
                .flatMap(challenge -> credentials.obtain(repository, challenge))
                .map(fresh -> transport.ask(question.with(fresh)))
                .orElse(answer);
    }

    private <T> Answer<T> read(HttpResponse<PatientBody> answer, Function<HttpResponse<PatientBody>, T> found) {
        int status = answer.statusCode();
        if (status == 200) {
            return new Answer.Found<>(found.apply(answer));
        }
        Transport.close(answer);
        if (status == 404) {
            return new Answer.Missing<>();
        }
        if (status / 100 == 4 && status != 429) {
            return new Answer.Refused<>(status);
        }
        throw transport.failed(answer);
    }
}
