package dev.tardigrade.registry.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import java.util.Optional;

/** In which repository this process has last seen a blob. It may have gone from there since. */
public final class Sightings {

    private static final int REMEMBERED = 100_000;

    private final Cache<Digest, RepositoryName> last =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public void note(Digest blob, RepositoryName repository) {
        last.put(blob, repository);
    }

    /** Empty where it has not been seen for long. */
    public Optional<RepositoryName> last(Digest blob) {
        return Optional.ofNullable(last.getIfPresent(blob));
    }
}
