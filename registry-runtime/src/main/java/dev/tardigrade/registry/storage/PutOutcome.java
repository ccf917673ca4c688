package dev.tardigrade.registry.storage;

/** What became of a write. */
public sealed interface PutOutcome {

    /**
     * The object is there with these bytes, and every read from now on sees it.
     * With {@link PutMode#CREATE} it does not promise that no other writer was told the same (see {@link ObjectStore}).
     */
    record Stored(ETag etag) implements PutOutcome {}

    /** {@link PutMode#CREATE} met an object that was there. Nothing was changed. */
    record AlreadyExists() implements PutOutcome {}
}
