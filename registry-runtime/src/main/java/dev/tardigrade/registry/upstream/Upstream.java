package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.upstream.wire.Remote;
import java.time.Duration;

/**
 * A registry whose images are pulled through this one.
 *
 * @param prefix of the repositories here: {@code docker.io/library/nginx} is {@code library/nginx} there where this is {@code docker.io}
 * @param ttl after which it is asked again where a tag points; zero for each time
 */
public record Upstream(Remote remote, RepositoryName prefix, Duration ttl) {

    public Upstream {
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("negative time to live: " + ttl);
        }
    }

    /** Whether a repository here stands for one there. */
    boolean covers(RepositoryName repository) {
        return repository.value().startsWith(prefix.value() + "/");
    }

    /** What a repository that is covered is called there. */
    RepositoryName there(RepositoryName repository) {
        return new RepositoryName(repository.value().substring(prefix.value().length() + 1));
    }
}
