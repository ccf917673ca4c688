package dev.tardigrade.registry.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import java.util.List;
import java.util.stream.Stream;

/**
 * In which repositories this process has seen a blob lately. It may have gone from there since. Several are kept, so that others who use the same
 * blob do not show by what a caller is no longer given.
 */
public final class Sightings {

    /** Of one blob. */
    public static final int MOST = 32;

    private static final int REMEMBERED = 200_000;

    private final Cache<Digest, List<RepositoryName>> seen = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED)
            .weigher((Digest _, List<RepositoryName> repositories) -> 1 + repositories.size())
            .build();

    public void note(Digest blob, RepositoryName repository) {
        List<RepositoryName> before = of(blob);
        if (before.isEmpty() || !before.getFirst().equals(repository)) {
            seen.asMap().merge(blob, List.of(repository), (known, _) -> withFirst(repository, known));
        }
    }

    private static List<RepositoryName> withFirst(RepositoryName repository, List<RepositoryName> known) {
        return Stream.concat(Stream.of(repository), known.stream().filter(other -> !other.equals(repository)))
                .limit(MOST)
                .toList();
    }

    /** The latest one first. */
    public List<RepositoryName> of(Digest blob) {
        List<RepositoryName> known = seen.getIfPresent(blob);
        return known == null ? List.of() : known;
    }
}
