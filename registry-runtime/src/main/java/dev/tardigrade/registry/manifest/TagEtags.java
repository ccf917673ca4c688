package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.layout.RecordCodec;
import dev.tardigrade.registry.layout.TagRecord;
import dev.tardigrade.registry.manifest.document.ManifestReader;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** The entity tags that tags of a manifest have on a store where those are the MD5 of the object. */
final class TagEtags {

    private TagEtags() {}

    /** One for each media type: a manifest that names none may have been pushed with several. */
    static Set<ETag> of(StoredManifest manifest, RecordCodec codec) {
        return ManifestReader.TYPES.stream()
                .map(type -> of(codec.encode(record(manifest, type))))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static TagRecord record(StoredManifest manifest, MediaType type) {
        Descriptor known = manifest.descriptor();
        return TagRecord.of(new Descriptor(type, known.digest(), known.size()), manifest.content());
    }

    static ETag of(Bytes object) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            return new ETag(HexFormat.of().formatHex(md5.digest(object.toArray())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
