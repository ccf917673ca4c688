package dev.tardigrade.registry.layout;

/** What an object of the bucket is for. */
public enum ObjectKind {
    BLOB_DATA("blob data"),
    BLOB_RECORD("blob records"),
    MEMBERSHIP("memberships"),
    MANIFEST("manifests"),
    TAG("tags"),
    REFERRER("referrers"),
    UPLOAD("open uploads"),
    COLLECTION("garbage collection"),
    MARKER("marker"),
    /** The tree of {@code registry:2}, from which a registry may have been taken over. */
    REGISTRY_2("tree of registry:2"),
    OTHER("other");

    private final String plural;

    ObjectKind(String plural) {
        this.plural = plural;
    }

    /** As people call many of them. */
    public String plural() {
        return plural;
    }
}
