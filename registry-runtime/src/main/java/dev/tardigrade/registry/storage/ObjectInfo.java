package dev.tardigrade.registry.storage;

import java.time.Instant;

/**
 * What the store says of an object without its bytes.
 *
 * @param size in bytes
 * @param etag changes whenever the content does; equal tags mean equal content only where {@link ObjectStore#etagsAreContentHashes()}
 * @param lastModified when it was written, by the store's clock
 */
public record ObjectInfo(ObjectKey key, long size, String etag, Instant lastModified) {}
