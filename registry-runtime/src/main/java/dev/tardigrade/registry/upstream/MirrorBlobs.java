package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.blob.Arrival;
import dev.tardigrade.registry.blob.Blobs;
import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.StorageBudget;
import dev.tardigrade.registry.upload.Chunk;
import dev.tardigrade.registry.upload.Uploads;
import dev.tardigrade.registry.upstream.UpstreamCounts.Result;
import dev.tardigrade.registry.upstream.wire.Answer;
import dev.tardigrade.registry.upstream.wire.RemoteBlob;
import dev.tardigrade.registry.upstream.wire.Turns;
import dev.tardigrade.registry.upstream.wire.UpstreamClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The blobs that one upstream has, as far as clients have asked for them. Each is fetched once, whoever goes away meanwhile; where there is a disk
 * to keep it, clients get it while it comes.
 */
final class MirrorBlobs {

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Upstream upstream;
    private final UpstreamClient client;
    private final Blobs blobs;
    private final Uploads uploads;
    private final MirrorTurns turns;
    private final UpstreamCounts counts;
    private final SingleFlight<Place, Long> sizes;
    private final Failures<Place> failures;
    private final ConcurrentMap<Place, BlobFetch> fetches = new ConcurrentHashMap<>();

    private record Place(RepositoryName repository, Digest digest) {}

    /** @param pause for which what could not be had is not asked for again */
    MirrorBlobs(
            Upstream upstream,
            UpstreamClient client,
            Blobs blobs,
            Uploads uploads,
            MirrorTurns turns,
            UpstreamCounts counts,
            Duration pause) {
        this.upstream = upstream;
        this.client = client;
        this.blobs = blobs;
        this.uploads = uploads;
        this.turns = turns;
        this.counts = counts;
        this.sizes = new SingleFlight<>(turns.patience());
        this.failures = new Failures<>(pause);
    }

    /** Throws {@link Failure.BlobUnknown} where the upstream does not have it. */
    PulledBlob blob(RepositoryName repository, Digest digest) {
        Optional<BlobRecord> kept = blobs.find(repository, digest);
        if (kept.isPresent()) {
            counts.count(Result.HIT);
            return new PulledBlob.Stored(kept.get());
        }
        try {
            PulledBlob fetched = turns.waiting().during(() -> fetched(new Place(repository, digest)));
            counts.count(Result.MISS);
            return fetched;
        } catch (RegistryException e) {
            counts.count(e.failure());
            throw e;
        }
    }

    private PulledBlob fetched(Place place) {
        BlobFetch mine = new BlobFetch();
        BlobFetch other = fetches.putIfAbsent(place, mine);
        if (other == null) {
            StorageBudget budget = StorageBudget.current().anew();
            var _ = Thread.ofVirtual().name("fetch").start(() -> fetch(place, mine, budget));
        }
        BlobFetch fetch = other == null ? mine : other;
        Optional<Arrival> arrival = fetch.begun(other == null ? FOREVER : turns.patience());
        return arrival.<PulledBlob>map(
                        each -> new PulledBlob.Arriving(each.size(), range -> follow(place.digest, fetch, each, range)))
                .orElseGet(() -> new PulledBlob.Stored(fetch.stored()));
    }

    /** Who follows waits for the upstream, too, and takes the turn of one who does, until the blob is stored. */
    private InputStream follow(Digest digest, BlobFetch fetch, Arrival arrival, ByteRange range) throws IOException {
        Turns.Turn turn = turns.waiting().hold();
        fetch.whenOver(turn::close);
        try {
            // What is not verified must not end as complete: only a range with the last byte can be broken off when the
            // rest has come.
            InputStream bytes = range.last() + 1 < arrival.size()
                    ? blobs.open(digest, fetch.stored(), range)
                    : arrival.open(range, rest -> blobs.open(digest, fetch.stored(), rest));
            return new FilterInputStream(bytes) {

                @Override
                public void close() throws IOException {
                    try (turn) {
                        super.close();
                    }
                }
            };
        } catch (IOException | RuntimeException e) {
            turn.close();
            throw e;
        }
    }

    private void fetch(Place place, BlobFetch fetch, StorageBudget budget) {
        // Who is told asks again at once, and must not meet this one then.
        try {
            BlobRecord stored = budget.call(() -> foundOrFetched(place, fetch));
            fetches.remove(place, fetch);
            fetch.succeed(stored);
        } catch (RuntimeException | Error e) {
            fetches.remove(place, fetch);
            fetch.fail(e);
        }
    }

    private BlobRecord foundOrFetched(Place place, BlobFetch fetch) {
        return blobs.find(place.repository, place.digest)
                .orElseGet(() ->
                        turns.fetching().during(() -> failures.run(place, () -> fetchedFromThere(place, fetch))));
    }

    private BlobRecord fetchedFromThere(Place place, BlobFetch fetch) {
        switch (client.blob(upstream.there(place.repository), place.digest)) {
            case Answer.Found(RemoteBlob blob) -> take(place, blob, fetch);
            case Answer.Missing() -> throw unknown(place, 404);
            case Answer.Refused(int status) -> throw unknown(place, status);
        }
        return blobs.require(place.repository, place.digest);
    }

    private void take(Place place, RemoteBlob found, BlobFetch fetch) {
        try (RemoteBlob blob = found) {
            Optional<Arrival> arrival =
                    BlobFetch.isWorthwhile(blob.size()) ? blobs.receive(place.digest, blob.size()) : Optional.empty();
            if (arrival.isPresent()) {
                take(place, blob, fetch, arrival.get());
            } else {
                store(place, blob.size(), blob.bytes());
            }
        } catch (IOException e) {
            throw useless("only a part of " + place.digest, e);
        } catch (RegistryException e) {
            throw e.failure() instanceof Failure.DigestInvalid
                    ? useless("other bytes than those of " + place.digest, e)
                    : e;
        }
    }

    private void take(Place place, RemoteBlob blob, BlobFetch fetch, Arrival arrival) throws IOException {
        boolean stored = false;
        try {
            store(place, blob.size(), fetch.through(blob.bytes(), arrival));
            stored = true;
        } finally {
            arrival.end(stored);
        }
    }

    /** Nothing of it is visible before all of it is there and has this digest. */
    private void store(Place place, long size, InputStream bytes) throws IOException {
        uploads.put(place.repository, place.digest, new Chunk(bytes, OptionalLong.of(size), Optional.empty()));
        counts.received(size);
    }

    private RegistryException useless(String what, Exception cause) {
        return new RegistryException(
                new Failure.UpstreamUnavailable(
                        "the upstream " + upstream.remote().name() + " sends " + what, RETRY),
                cause);
    }

    /** How many bytes a blob has. Throws as {@link #blob}. */
    long size(RepositoryName repository, Digest digest) {
        Place place = new Place(repository, digest);
        return blobs.find(repository, digest)
                .map(BlobRecord::size)
                .orElseGet(() -> turns.waiting()
                        .during(() -> sizes.run(place, () -> failures.run(place, () -> sizeThere(place)))));
    }

    private long sizeThere(Place place) {
        return switch (client.sizeOf(upstream.there(place.repository), place.digest)) {
            case Answer.Found(Long size) -> size;
            case Answer.Missing() -> throw unknown(place, 404);
            case Answer.Refused(int status) -> throw unknown(place, status);
        };
    }

    private RegistryException unknown(Place place, int status) {
        return new RegistryException(new Failure.BlobUnknown(place.repository + " has no blob " + place.digest
                + ": the upstream " + upstream.remote().name() + Mirror.answers(status)));
    }
}
