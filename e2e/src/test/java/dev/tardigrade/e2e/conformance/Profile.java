package dev.tardigrade.e2e.conformance;

import java.util.Map;

/** What of the spec the suite asks for. */
enum Profile {
    /** The spec as it was released last. */
    RELEASED("1.1", "1.1", false),
    /** The spec's main branch. */
    MAIN("dev", "dev", false),
    /** The same with all that is optional; only sparse data is off in it. */
    EVERYTHING("dev, all on", "dev", true);

    private final String title;
    private final String version;
    private final boolean sparse;

    Profile(String title, String version, boolean sparse) {
        this.title = title;
        this.version = version;
        this.sparse = sparse;
    }

    /** Environment variables of the suite. */
    Map<String, String> settings() {
        return Map.of("OCI_VERSION", version, "OCI_DATA_SPARSE", Boolean.toString(sparse));
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
