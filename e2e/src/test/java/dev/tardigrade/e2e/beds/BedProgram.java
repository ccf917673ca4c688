package dev.tardigrade.e2e.beds;

import java.util.Locale;

/** Programs that the script builds from Go modules. */
enum BedProgram {
    CRANE,
    PROBE,
    GATEWAY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
