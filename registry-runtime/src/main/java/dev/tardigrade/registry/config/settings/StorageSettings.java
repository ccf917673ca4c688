package dev.tardigrade.registry.config.settings;

/**
 * Where the content lies and what may happen to it.
 *
 * @param deleteEnabled whether manifests, tags and blobs may be deleted
 * @param readOnly whether nothing may be pushed or deleted
 * @param redirects whether clients fetch the bytes of blobs from the store itself
 */
public record StorageSettings(
        StorageBackend backend, boolean deleteEnabled, boolean readOnly, UploadPurging purging, boolean redirects) {

    /** All bytes go through the server. */
    public StorageSettings(StorageBackend backend, boolean deleteEnabled, boolean readOnly, UploadPurging purging) {
        this(backend, deleteEnabled, readOnly, purging, false);
    }
}
