package dev.tardigrade.registry.http.api;

/**
 * What the configuration switches on and off.
 *
 * @param deletes whether manifests, tags and blobs can be deleted
 * @param writes whether anything can be changed at all
 * @param redirects whether clients are sent to the store for the bytes of blobs, where it has addresses for that
 */
public record ApiRules(boolean deletes, boolean writes, boolean redirects) {

    /** All bytes go through this server. */
    public ApiRules(boolean deletes, boolean writes) {
        this(deletes, writes, false);
    }
}
