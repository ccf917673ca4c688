package dev.tardigrade.registry.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.manifest.Manifests;
import dev.tardigrade.registry.manifest.PushedManifest;
import dev.tardigrade.registry.manifest.StoredManifest;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Reference;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.upload.Uploads;
import dev.tardigrade.registry.upstream.UpstreamCounts.Result;
import dev.tardigrade.registry.upstream.wire.Answer;
import dev.tardigrade.registry.upstream.wire.RemoteManifest;
import dev.tardigrade.registry.upstream.wire.UpstreamClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one upstream has, as far as clients have asked for it. What a digest names is asked for once; where a tag points is asked anew when the
 * last answer is old, and what is kept is served where there is no new one.
 */
final class Mirror {

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    private static final int REMEMBERED = 20_000;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Upstream upstream;
    private final UpstreamClient client;
    private final Manifests manifests;
    private final MirrorBlobs contents;
    private final MirrorTurns turns;
    private final UpstreamCounts counts;
    private final SingleFlight<Place, Served> lookups;
    private final Failures<Place> noManifests;

    /** Tags that the upstream was asked about not long ago. */
    private final Cache<Place, Boolean> fresh;

    private record Place(RepositoryName repository, Reference reference) {}

    private record Served(StoredManifest manifest, Result result) {}

    /** @param pause for which what could not be had is not asked for again */
    Mirror(
            Upstream upstream,
            UpstreamClient client,
            Manifests manifests,
            Blobs blobs,
            Uploads uploads,
            MirrorTurns turns,
            Duration pause) {
        this.upstream = upstream;
        this.counts = new UpstreamCounts(upstream.remote().name());
        this.client = client;
        this.manifests = manifests;
        this.contents = new MirrorBlobs(upstream, client, blobs, uploads, turns, counts, pause);
        this.turns = turns;
        this.lookups = new SingleFlight<>(turns.patience());
        this.noManifests = new Failures<>(pause);
        this.fresh = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(upstream.ttl())
                .build();
    }

    Upstream upstream() {
        return upstream;
    }

    UpstreamCounts counts() {
        return counts;
    }

    /** Throws {@link Failure.ManifestUnknown} where the upstream does not have it. */
    StoredManifest manifest(RepositoryName repository, Reference reference) {
        try {
            Served served = serve(new Place(repository, reference));
            counts.count(served.result);
            return served.manifest;
        } catch (RegistryException e) {
            counts.count(e.failure());
            throw e;
        }
    }

    private Served serve(Place place) {
        Optional<StoredManifest> kept = kept(place);
        if (kept.isPresent() && isCurrent(place)) {
            return new Served(kept.get(), Result.HIT);
        }
        try {
            return turns.waiting().during(() -> lookups.run(place, () -> look(place)));
        } catch (RegistryException e) {
            if (kept.isPresent() && Failures.isOfUpstream(e.failure())) {
                return new Served(kept.get(), Result.STALE);
            }
            throw e;
        }
    }

    private boolean isCurrent(Place place) {
        return switch (place.reference) {
            case Digest _ -> true;
            case Tag _ -> client.isResting() || noManifests.has(place) || fresh.getIfPresent(place) != null;
        };
    }

    /** What is damaged counts as absent, and is fetched again. */
    private Optional<StoredManifest> kept(Place place) {
        try {
            return manifests.find(place.repository, place.reference);
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.StorageFault) {
                LOG.error("{}; it is fetched from the upstream {} again", e.getMessage(), name());
                return Optional.empty();
            }
            throw e;
        }
    }

    private String name() {
        return upstream.remote().name();
    }

    private Served look(Place place) {
        Optional<StoredManifest> kept = kept(place);
        if (kept.isEmpty()) {
            return noManifests.run(place, () -> fetched(place));
        }
        if (isCurrent(place)) {
            return new Served(kept.get(), Result.HIT);
        }
        try {
            return noManifests.run(place, () -> renewed(place, kept.get()));
        } catch (RegistryException e) {
            if (Failures.isOfUpstream(e.failure())) {
                LOG.warn("{}; {}:{} is served as it was", e.getMessage(), place.repository, place.reference);
                return new Served(kept.get(), Result.STALE);
            }
            throw e;
        }
    }

    private Served renewed(Place place, StoredManifest kept) {
        if (place.reference instanceof Tag tag) {
            switch (client.digestOf(upstream.there(place.repository), tag)) {
                case Answer.Found(var digest)
                when digest.filter(kept.descriptor().digest()::equals).isPresent() -> {
                    fresh.put(place, true);
                    return new Served(kept, Result.HIT);
                }
                case Answer.Found(var _) -> {}
                case Answer.Missing() -> throw unknown(place, 404);
                case Answer.Refused(int status) -> {
                    LOG.warn(
                            "the upstream {} answers {} for {}:{}, which is served as it was",
                            name(),
                            status,
                            place.repository,
                            tag);
                    fresh.put(place, true);
                    return new Served(kept, Result.STALE);
                }
            }
        }
        return fetchedUnlessFixed(place, kept);
    }

    /** A tag that is immutable here stays, wherever it points there. */
    private Served fetchedUnlessFixed(Place place, StoredManifest kept) {
        try {
            return fetched(place);
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.TagImmutable) {
                fresh.put(place, true);
                return new Served(kept, Result.HIT);
            }
            throw e;
        }
    }

    private Served fetched(Place place) {
        Answer<StoredManifest> answer = client.manifest(upstream.there(place.repository), place.reference, manifest -> {
            keep(place, manifest);
            fresh.put(place, true);
            return manifests.require(place.repository, place.reference);
        });
        return switch (answer) {
            case Answer.Found(StoredManifest manifest) -> new Served(manifest, Result.MISS);
            case Answer.Missing() -> throw unknown(place, 404);
            case Answer.Refused(int status) -> throw unknown(place, status);
        };
    }

    private void keep(Place place, RemoteManifest manifest) {
        PushedManifest copy = switch (place.reference) {
            case Tag tag ->
                new PushedManifest(manifest.content(), manifest.contentType(), manifest.digest(), List.of(tag));
            case Digest digest ->
                new PushedManifest(manifest.content(), manifest.contentType(), Optional.of(digest), List.of());
        };
        try {
            var _ = manifests.keep(place.repository, copy);
            counts.received(copy.content().size());
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.ManifestInvalid || e.failure() instanceof Failure.DigestInvalid) {
                throw useless("a manifest that is refused: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private RegistryException useless(String what, Exception cause) {
        return new RegistryException(
                new Failure.UpstreamUnavailable("the upstream " + name() + " sends " + what, RETRY), cause);
    }

    private RegistryException unknown(Place place, int status) {
        return new RegistryException(new Failure.ManifestUnknown(place.repository + " has no manifest "
                + place.reference + ": the upstream " + name() + answers(status)));
    }

    static String answers(int status) {
        return " answers " + status + (status == 404 ? "" : ": it is not there, or not for this registry");
    }

    /** Throws {@link Failure.BlobUnknown} where the upstream does not have it. */
    PulledBlob blob(RepositoryName repository, Digest digest) {
        return contents.blob(repository, digest);
    }

    /** How many bytes a blob has. Throws as {@link #blob}. */
    long blobSize(RepositoryName repository, Digest digest) {
        return contents.size(repository, digest);
    }
}
