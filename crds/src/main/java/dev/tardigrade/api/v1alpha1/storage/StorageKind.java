package dev.tardigrade.api.v1alpha1.storage;

/** The kinds of storage. */
public enum StorageKind {
    Storj,
    S3,
    Filesystem
}
