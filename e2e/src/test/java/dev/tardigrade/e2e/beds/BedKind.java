package dev.tardigrade.e2e.beds;

import java.util.Locale;

/** What the script can start. */
enum BedKind {
    CLUSTER,
    NODE,
    STORJ;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
