package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.StoredManifest;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.upload.Uploads;
import dev.tardigrade.registry.upstream.PrefixOrigin.Whose;
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
    private final List<Prefix> prefixes;

    private record Prefix(Mirror mirror, PrefixOrigin origin) {

        Upstream upstream() {
            return mirror.upstream();
        }
    }

    private PullThrough(Optional<HttpClient> http, Manifests manifests, Blobs blobs, List<Prefix> prefixes) {
        this.http = http;
        this.manifests = manifests;
        this.blobs = blobs;
        this.prefixes = List.copyOf(prefixes);
    }

    /**
     * Asks nobody yet.
     *
     * @param reads of clients that are served at a time
     * @param store where the bucket says whose a prefix is
     * @param uploads that put bytes into the bucket
     */
    public static PullThrough of(
            UpstreamRules rules,
            int reads,
            ObjectStore store,
            BucketLayout layout,
            Manifests manifests,
            Blobs blobs,
            Uploads uploads) {
        if (rules.upstreams().isEmpty()) {
            return new PullThrough(Optional.empty(), manifests, blobs, List.of());
        }
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        MirrorTurns turns = MirrorTurns.of(reads, rules.patience().turn());
        List<Prefix> prefixes = rules.upstreams().stream()
                .map(upstream -> {
                    UpstreamClient client = new UpstreamClient(
                            http, upstream.remote(), rules.patience(), rules.pause(), turns.memory());
                    return new Prefix(
                            new Mirror(upstream, client, manifests, blobs, uploads, turns, rules.pause()),
                            new PrefixOrigin(upstream, store, layout));
                })
                .toList();
        return new PullThrough(Optional.of(http), manifests, blobs, prefixes);
    }

    /** Empty where its own images are not that upstream's, which is not asked then. */
    private Optional<Mirror> mirror(RepositoryName repository) {
        return prefix(repository)
                .filter(prefix -> prefix.origin.whose() == Whose.UPSTREAM)
                .map(Prefix::mirror);
    }

    private Optional<Prefix> prefix(RepositoryName repository) {
        return prefixes.stream()
                .filter(prefix -> prefix.upstream().covers(repository))
                .findFirst();
    }

    /** Throws {@link Failure.Unsupported} where a repository holds what an upstream has, so that nothing may be pushed to it. */
    public void requirePushable(RepositoryName repository) {
        prefix(repository)
                .filter(prefix -> prefix.origin.whose() != Whose.OWN)
                .map(Prefix::upstream)
                .ifPresent(upstream -> {
                    throw new RegistryException(new Failure.Unsupported("below " + upstream.prefix()
                            + " there is what the upstream " + upstream.remote().name()
                            + " has: push to another repository"));
                });
    }

    /** The repository that stands for one of a registry elsewhere; empty where that registry is none of the prefixes. */
    public Optional<RepositoryName> standIn(String registry, RepositoryName repository) {
        return prefixes.stream()
                .map(prefix -> prefix.upstream().prefix().value())
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

    /** A blob. Throws as {@link #manifest}, with {@link Failure.BlobUnknown}. */
    public PulledBlob blob(RepositoryName repository, Digest digest) {
        return mirror(repository)
                .map(mirror -> mirror.blob(repository, digest))
                .orElseGet(() -> new PulledBlob.Stored(blobs.require(repository, digest)));
    }

    /** The number of bytes of a blob, which is not fetched for that. Throws as {@link #blob}. */
    public long blobSize(RepositoryName repository, Digest digest) {
        return mirror(repository)
                .map(mirror -> mirror.blobSize(repository, digest))
                .orElseGet(() -> blobs.require(repository, digest).size());
    }

    /** What was asked for below each prefix. */
    public List<UpstreamCounts> counts() {
        return prefixes.stream().map(prefix -> prefix.mirror.counts()).toList();
    }

    /** Breaks off what is still asked. */
    @Override
    public void close() {
        http.ifPresent(HttpClient::shutdownNow);
    }
}
