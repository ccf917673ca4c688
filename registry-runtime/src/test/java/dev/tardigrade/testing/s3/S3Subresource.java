package dev.tardigrade.testing.s3;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What buckets and objects have beside their content, and whether Storj's gateway knows it. */
enum S3Subresource {
    ACL("acl", true, "AccessControlPolicy"),
    VERSIONING("versioning", true, "VersioningConfiguration"),
    LOCATION("location", true, "LocationConstraint"),
    TAGGING("tagging", false, "Tagging"),
    LIFECYCLE("lifecycle", false, "LifecycleConfiguration"),
    POLICY("policy", false, "Policy"),
    ENCRYPTION("encryption", false, "ServerSideEncryptionConfiguration"),
    NOTIFICATION("notification", false, "NotificationConfiguration"),
    REPLICATION("replication", false, "ReplicationConfiguration");

    private final String parameter;
    private final boolean known;
    private final String element;

    S3Subresource(String parameter, boolean known, String element) {
        this.parameter = parameter;
        this.known = known;
        this.element = element;
    }

    static Optional<S3Subresource> of(Map<String, String> query) {
        return Arrays.stream(values())
                .filter(each -> query.containsKey(each.parameter))
                .findFirst();
    }

    static S3Response answer(S3Request request) {
        return of(request.query())
                .filter(each -> each.known)
                .map(each -> S3Response.xml(each.element, _ -> {}))
                .orElseThrow(() -> new S3Error(501, "NotImplemented", "not implemented"));
    }
}
