package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A registry whose images are pulled through this one.
 *
 * @param url scheme, host and port alone
 * @param prefix of the repositories here
 * @param ttl after which it is asked again where a tag points
 */
public record UpstreamSettings(String name, URI url, RepositoryName prefix, Optional<Account> account, Duration ttl) {

    /** Who this registry is there. */
    public record Account(String user, Secret password) {}
}
