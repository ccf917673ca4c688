package dev.tardigrade.registry.http.api;

/**
 * What the configuration switches off.
 *
 * @param deletes whether manifests, tags and blobs can be deleted
 * @param writes whether anything can be changed at all
 */
public record ApiRules(boolean deletes, boolean writes) {}
