package dev.tardigrade.registry.upstream.wire;

import java.net.URI;
import java.util.Optional;

/**
 * A registry elsewhere.
 *
 * @param name in messages
 * @param url scheme, host and port alone
 * @param login empty where it is asked as nobody
 */
public record Remote(String name, URI url, Optional<Login> login) {

    /** An address below it. */
    URI at(String path) {
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path);
    }
}
