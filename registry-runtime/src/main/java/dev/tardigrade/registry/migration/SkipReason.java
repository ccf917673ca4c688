package dev.tardigrade.registry.migration;

/** Why something of the old registry was not taken over. */
public enum SkipReason {
    UPLOAD("upload that was not finished", false),
    DANGLING("link to something that is not there", false),
    INCOMPLETE("taken over, though something that it names is not there (foreign layers are not)", false),
    BROKEN_LINK("link that holds no digest", true),
    MISNAMED("name that this registry does not take", true),
    CORRUPT("bytes that do not have their digest", true),
    UNSUPPORTED("manifest of a kind that is not supported", true);

    private final String meaning;
    private final boolean leavesBehind;

    SkipReason(String meaning, boolean leavesBehind) {
        this.meaning = meaning;
        this.leavesBehind = leavesBehind;
    }

    /** For people. */
    public String meaning() {
        return meaning;
    }

    /** Whether the old registry might serve what was skipped. */
    boolean leavesBehind() {
        return leavesBehind;
    }
}
