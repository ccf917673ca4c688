package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.model.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What was asked for below the prefix of one upstream, and what came of it. */
public final class UpstreamCounts {

    private final Map<Result, LongAdder> reads = new EnumMap<>(Result.class);
    private final LongAdder received = new LongAdder();
    private final String upstream;

    /** Where a manifest or a blob came from. */
    public enum Result {
        /** It was here. */
        HIT,
        /** It was fetched. */
        MISS,
        /** It was here, and the upstream could not say whether it is still the same. */
        STALE,
        /** The upstream does not have it. */
        UNKNOWN,
        /** The upstream could not be asked. */
        FAILED
    }

    UpstreamCounts(String upstream) {
        this.upstream = upstream;
        for (Result result : Result.values()) {
            reads.put(result, new LongAdder());
        }
    }

    void count(Result result) {
        adder(result).increment();
    }

    void count(Failure failure) {
        result(failure).ifPresent(this::count);
    }

    private static Optional<Result> result(Failure failure) {
        return switch (failure) {
            case Failure.ManifestUnknown _, Failure.BlobUnknown _ -> Optional.of(Result.UNKNOWN);
            case Failure.UpstreamUnavailable _, Failure.Overloaded _ -> Optional.of(Result.FAILED);
            default -> Optional.empty();
        };
    }

    void received(long bytes) {
        received.add(bytes);
    }

    /** Its name in the configuration. */
    public String upstream() {
        return upstream;
    }

    /** Requests so far that ended so. */
    public long reads(Result result) {
        return adder(result).sum();
    }

    private LongAdder adder(Result result) {
        return Objects.requireNonNull(reads.get(result));
    }

    /** Bytes so far that it has sent, and that were kept. */
    public long received() {
        return received.sum();
    }
}
