package dev.tardigrade.registry.upstream.wire;

import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks one upstream. Each question throws a {@link RegistryException} with {@link Failure.Overloaded} where the upstream takes no more of them
 * for now, and with {@link Failure.UpstreamUnavailable} where it gives no answer that is worth anything.
 */
public final class UpstreamClient {

    private static final List<String> MANIFESTS =
            Manifests.TYPES.stream().map(MediaType::value).toList();
    private static final List<String> BLOBS = List.of("*/*");

    private final Remote upstream;
    private final Transport transport;
    private final Credentials credentials;

    /** @param http that follows no redirect by itself */
    public UpstreamClient(HttpClient http, Remote upstream, Patience patience) {
        this.upstream = upstream;
        this.transport = new Transport(http, upstream, new Destinations(upstream), patience);
        this.credentials = new Credentials(upstream, transport);
    }

    /** Which manifest a tag points to; found but empty where the upstream does not tell. */
    public Answer<Optional<Digest>> digestOf(RepositoryName repository, Tag tag) {
        HttpResponse<InputStream> answer = ask("HEAD", repository, manifestPath(repository, tag), MANIFESTS);
        return read(answer, found -> {
            Transport.close(found);
            return digest(found.headers());
        });
    }

    /** A manifest of at most {@link Manifests#MAX_BYTES}. */
    public Answer<RemoteManifest> manifest(RepositoryName repository, Reference reference) {
        HttpResponse<InputStream> answer = ask("GET", repository, manifestPath(repository, reference), MANIFESTS);
        return read(
                answer,
                found -> new RemoteManifest(
                        transport.document(found, Manifests.MAX_BYTES),
                        found.headers().firstValue("Content-Type").flatMap(MediaType::ofHeader),
                        digest(found.headers())));
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

    private HttpResponse<InputStream> ask(String method, RepositoryName repository, String path, List<String> accept) {
        var question = new Transport.Question(method, upstream.at(path), accept, credentials.known(repository));
        HttpResponse<InputStream> answer = transport.ask(question);
        if (answer.statusCode() != 401) {
            return answer;
        }
        Transport.close(answer);
        return Challenge.of(answer.headers())
                .flatMap(challenge -> credentials.obtain(repository, challenge))
                .map(fresh -> transport.ask(question.with(fresh)))
                .orElse(answer);
    }

    private <T> Answer<T> read(HttpResponse<InputStream> answer, Function<HttpResponse<InputStream>, T> found) {
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
