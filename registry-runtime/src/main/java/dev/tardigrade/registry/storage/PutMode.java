package dev.tardigrade.registry.storage;

/** Whether a write may replace what is there. */
public enum PutMode {
    /** Write only where there is nothing: {@code If-None-Match: *}. */
    CREATE,
    /** Write in any case; the last writer wins. */
    REPLACE
}
