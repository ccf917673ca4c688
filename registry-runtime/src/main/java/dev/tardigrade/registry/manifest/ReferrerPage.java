package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.model.Referrer;
import java.util.List;

/**
 * A part of a list of referrers.
 *
 * @param more whether others follow the last of these
 */
public record ReferrerPage(List<Referrer> referrers, boolean more) {

    public ReferrerPage {
        referrers = List.copyOf(referrers);
    }
}
