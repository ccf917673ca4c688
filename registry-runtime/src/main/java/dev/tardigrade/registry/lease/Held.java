package dev.tardigrade.registry.lease;

/** What is known of an object that a lease was taken on. From now on no round of garbage collection deletes it that did not before. */
public enum Held {
    /** It was not deleted by any round either, so what was read of it lately still holds. */
    AS_KNOWN,
    /** It may have been deleted just before: only reading the bucket tells. */
    LOOK_AGAIN;

    Held and(Held other) {
        return this == AS_KNOWN ? other : this;
    }
}
