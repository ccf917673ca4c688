package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.StoredManifest;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.upload.Uploads;
import dev.tardigrade.registry.upstream.wire.UpstreamClient;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;

/**
 * What clients may pull: what is in the bucket, and below the prefix of an upstream what that has, too, which is in the bucket from then on. Of
 * many who ask for the same at once in one process, one asks the upstream.
 */
public final class PullThrough implements AutoCloseable {

    private final Optional<HttpClient> http;
    private final Manifests manifests;
    private final Blobs blobs;
    private final List<Mirror> mirrors;

    private PullThrough(Optional<HttpClient> http, Manifests manifests, Blobs blobs, List<Mirror> mirrors) {
        this.http = http;
        this.manifests = manifests;
        this.blobs = blobs;
        this.mirrors = List.copyOf(mirrors);
    }

    /**
     * Asks nobody yet.
     *
     * @param reads of clients that are served at a time
     * @param uploads that put bytes into the bucket
     */
    public static PullThrough of(UpstreamRules rules, int reads, Manifests manifests, Blobs blobs, Uploads uploads) {
        if (rules.upstreams().isEmpty()) {
            return new PullThrough(Optional.empty(), manifests, blobs, List.of());
        }
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        MirrorTurns turns = MirrorTurns.of(reads, rules.patience().turn());
        List<Mirror> mirrors = rules.upstreams().stream()
                .map(upstream -> new Mirror(
                        upstream,
                        new UpstreamClient(http, upstream.remote(), rules.patience(), rules.pause(), turns.memory()),
                        manifests,
                        blobs,
                        uploads,
                        turns,
                        rules.pause()))
                .toList();
        return new PullThrough(Optional.of(http), manifests, blobs, mirrors);
    }

    private Optional<Mirror> mirror(RepositoryName repository) {
        return mirrors.stream()
                .filter(mirror -> mirror.upstream().covers(repository))
                .findFirst();
    }

    /** Throws {@link Failure.Unsupported} where a repository holds what an upstream has, so that nothing may be pushed to it. */
    public void requirePushable(RepositoryName repository) {
        mirror(repository).ifPresent(mirror -> {
            throw new RegistryException(
                    new Failure.Unsupported("below " + mirror.upstream().prefix()
                            + " there is what the upstream "
                            + mirror.upstream().remote().name() + " has: push to another repository"));
        });
    }

    /** The repository that stands for one of a registry elsewhere; empty where that registry is none of the prefixes. */
    public Optional<RepositoryName> standIn(String registry, RepositoryName repository) {
        return mirrors.stream()
                .map(mirror -> mirror.upstream().prefix().value())
                .filter(registry::equals)
                .findFirst()
                .map(prefix -> RepositoryName.parse(prefix + "/" + repository));
    }

    /**
     * A manifest.
     *
     * @throws RegistryException with {@link Failure.ManifestUnknown}; where only the upstream could tell, also with
     *     {@link Failure.UpstreamUnavailable} or {@link Failure.Overloaded}
     */
    public StoredManifest manifest(RepositoryName repository, Reference reference) {
        return mirror(repository)
                .map(mirror -> mirror.manifest(repository, reference))
                .orElseGet(() -> manifests.require(repository, reference));
    }

    /** A blob, which is in the bucket. Throws as {@link #manifest}, with {@link Failure.BlobUnknown}. */
    public BlobRecord blob(RepositoryName repository, Digest digest) {
        return mirror(repository)
                .map(mirror -> mirror.blob(repository, digest))
                .orElseGet(() -> blobs.require(repository, digest));
    }

    /** The number of bytes of a blob, which is not fetched for that. Throws as {@link #blob}. */
    public long blobSize(RepositoryName repository, Digest digest) {
        return mirror(repository)
                .map(mirror -> mirror.blobSize(repository, digest))
                .orElseGet(() -> blobs.require(repository, digest).size());
    }

    /** Breaks off what is still asked. */
    @Override
    public void close() {
        http.ifPresent(HttpClient::shutdownNow);
    }
}
