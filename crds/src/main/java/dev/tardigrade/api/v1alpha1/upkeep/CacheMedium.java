package dev.tardigrade.api.v1alpha1.upkeep;

/** Where a server keeps blobs that it has read. */
public enum CacheMedium {
    /** On the disk of its node. */
    Disk,
    /** In memory, which counts against the limit of the server container. */
    Memory,
    /** On a volume that comes and goes with its pod. */
    Volume
}
