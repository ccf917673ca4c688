package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a push of a manifest came to.
 *
 * @param subject the manifest that it is about
 * @param tags that point to it now because of this push
 * @param notices what the client may want to know, although nothing is wrong
 */
public record AcceptedManifest(Digest digest, Optional<Digest> subject, List<Tag> tags, Set<Notice> notices) {

    public AcceptedManifest {
        tags = List.copyOf(tags);
        notices = Set.copyOf(notices);
    }

    /** Something about a manifest that was accepted. */
    public enum Notice {
        /** It names layers that need not be in the registry. */
        FOREIGN_LAYERS,
        /** It lists referrers under a tag, which the registry does itself. */
        REFERRERS_TAG
    }
}
