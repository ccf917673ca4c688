package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.manifest.document.ManifestDocument;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
        REFERRERS_TAG;

        /** Of the OCI distribution spec, "Referrers Tag Schema". */
        private static final Pattern REFERRERS = Pattern.compile("sha(256|512)-[0-9a-f]{64}");

        static Set<Notice> of(PushedManifest pushed, ManifestDocument document) {
            Set<Notice> notices = EnumSet.noneOf(Notice.class);
            if (document.blobs().stream().anyMatch(blob -> blob.mediaType().isNonDistributable())) {
                notices.add(FOREIGN_LAYERS);
            }
            if (pushed.tags().stream()
                    .anyMatch(tag -> REFERRERS.matcher(tag.value()).matches())) {
                notices.add(REFERRERS_TAG);
            }
            return notices;
        }
    }
}
