package dev.tardigrade.registry.storage;

import java.time.Instant;

/**
 * What the store says of an object without its bytes.
 *
 * @param size in bytes
 * @param lastModified when it was written, by the store's clock
 */
public record ObjectInfo(ObjectKey key, long size, ETag etag, Instant lastModified) {}
