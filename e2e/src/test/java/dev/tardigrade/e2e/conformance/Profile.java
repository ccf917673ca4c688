package dev.tardigrade.e2e.conformance;

import java.util.Map;

/** What of the spec the suite asks for. */
enum Profile {
    /** The spec as it was released last. */
    RELEASED("1.1", Map.of("OCI_VERSION", "1.1")),
    /** The spec's main branch. */
    MAIN("dev", Map.of("OCI_VERSION", "dev")),
    /** The same with all that is optional; only sparse data is off in it. */
    EVERYTHING("dev, all on", Map.of("OCI_VERSION", "dev", "OCI_DATA_SPARSE", "true"));

    private final String title;
    private final Map<String, String> settings;

    Profile(String title, Map<String, String> settings) {
        this.title = title;
        this.settings = settings;
    }

    /** Environment variables of the suite. */
    Map<String, String> settings() {
        return settings;
    }

    /** Whether each API and each kind of data must have been tried; the released spec does not have all of them. */
    boolean isComplete() {
        return this == EVERYTHING;
    }

    @Override
    public String toString() {
        return title;
    }
}
