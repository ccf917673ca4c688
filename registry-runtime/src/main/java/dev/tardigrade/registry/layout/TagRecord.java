package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Descriptor;
import java.util.Optional;

/**
 * What a tag points to. Its bytes are a function of the manifest alone, so tags with equal ETags point to the same manifest.
 *
 * @param content the manifest itself, where it has at most {@link #MAX_INLINE} bytes
 */
public record TagRecord(Descriptor manifest, Optional<Bytes> content) {

    /** See {@link BlobRecord#MAX_INLINE}. */
    public static final int MAX_INLINE = BlobRecord.MAX_INLINE;

    /** The record for a manifest. */
    public static TagRecord of(Descriptor manifest, Bytes content) {
        return new TagRecord(manifest, Optional.of(content).filter(bytes -> bytes.size() <= MAX_INLINE));
    }
}
