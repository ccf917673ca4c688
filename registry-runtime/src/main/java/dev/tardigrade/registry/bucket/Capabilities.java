package dev.tardigrade.registry.bucket;

/**
 * What the probe found that the store can do.
 *
 * @param createOnce a conditional write leaves what is there; whether it is atomic under races no probe can tell
 * @param etagIsContentHash the ETag of an object written in one request is the MD5 of its bytes
 */
public record Capabilities(boolean createOnce, boolean etagIsContentHash) {}
