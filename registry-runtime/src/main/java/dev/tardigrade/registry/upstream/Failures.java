package dev.tardigrade.registry.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What could not be had of an upstream a moment ago: the next ones who ask for it are told the same, and the upstream is not asked again. What had
 * no room in this process ({@link Failure.Overloaded}) may have some the next time; an upstream that takes no more requests rests as a whole.
 */
final class Failures<K> {

    private static final int MOST = 5_000;

    private final Cache<K, Failure> recent;

    /** @param length for which it is remembered; zero for not at all */
    Failures(Duration length) {
        this.recent =
                Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(length).build();
    }

    /** What the work comes to, or the failure that it throws, or has thrown. */
    <V> V run(K key, Supplier<V> work) {
        Failure last = recent.getIfPresent(key);
        if (last != null) {
            throw new RegistryException(last);
        }
        try {
            return work.get();
        } catch (RegistryException e) {
            if (e.failure() instanceof Failure.UpstreamUnavailable || isAbsence(e.failure())) {
                recent.put(key, e.failure());
            }
            throw e;
        }
    }

    /** Whether there was no use in asking a moment ago. */
    boolean has(K key) {
        Failure last = recent.getIfPresent(key);
        return last instanceof Failure.UpstreamUnavailable;
    }

    static boolean isOfUpstream(Failure failure) {
        return failure instanceof Failure.UpstreamUnavailable || failure instanceof Failure.Overloaded;
    }

    private static boolean isAbsence(Failure failure) {
        return failure instanceof Failure.ManifestUnknown || failure instanceof Failure.BlobUnknown;
    }
}
