package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.upstream.wire.Patience;
import java.time.Duration;
import java.util.List;

/**
 * Which registries images are pulled through, and how they are treated.
 *
 * @param pause for which an upstream that has failed is not asked where tags point that are kept
 */
public record UpstreamRules(List<Upstream> upstreams, Patience patience, Duration pause) {

    /** Nothing is pulled through. */
    public static final UpstreamRules NONE = of(List.of());

    public UpstreamRules {
        upstreams = List.copyOf(upstreams);
    }

    /** With the usual patience. */
    public static UpstreamRules of(List<Upstream> upstreams) {
        return new UpstreamRules(upstreams, Patience.DEFAULT, Duration.ofSeconds(10));
    }
}
