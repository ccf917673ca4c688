package dev.tardigrade.registry.config;

/**
 * Where the content lies and what may happen to it.
 *
 * @param deleteEnabled whether manifests, tags and blobs may be deleted
 * @param readOnly whether nothing may be pushed or deleted
 */
public record StorageSettings(StorageBackend backend, boolean deleteEnabled, boolean readOnly, UploadPurging purging) {}
