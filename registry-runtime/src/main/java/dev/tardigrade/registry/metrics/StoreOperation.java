package dev.tardigrade.registry.metrics;

import java.util.Locale;

/** What a store is asked for; a value of the label {@code operation}. */
enum StoreOperation {
    HEAD,
    GET,
    PUT,
    DELETE,
    DELETE_ALL,
    LIST,
    START_MULTIPART,
    PUT_PART,
    LIST_PARTS,
    COMPLETE_MULTIPART,
    ABORT_MULTIPART,
    LIST_MULTIPARTS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
