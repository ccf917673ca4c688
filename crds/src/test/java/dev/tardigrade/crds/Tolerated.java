package dev.tardigrade.crds;

import java.util.Map;
import java.util.Set;

/** Changes at single places of the schema that no program can tell to be harmless. */
final class Tolerated {

    private static final String WHO = ".spec.auth.policies[].who[]";

    /** What the older pattern of {@link #WHO} lets through at most, where a limit of the length is new. */
    private static final long LONGEST_WHO = 134;

    private static final String BUCKET = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";

    /**
     * By path. The one of {@link #WHO} takes all that the older one takes; the others refuse only what the operator could not read, so that no
     * Registry ever worked with it.
     */
    private static final Map<String, String> PATTERNS = Map.of(
            WHO,
            "^(anonymous|authenticated|(user|group|robot):[^:,\\s]{1,128}|oidc:([*]{1,2}|([*]{0,2}[^*,\\s])+[*]{0,2})"
                    + "|serviceaccount:([a-z0-9-]+[*]?|[*])/([a-z0-9.-]+[*]?|[*]))$",
            ".spec.resources.limits{}",
            Numbers.QUANTITY,
            ".spec.resources.requests{}",
            Numbers.QUANTITY,
            ".spec.storage.filesystem.size",
            Numbers.QUANTITY,
            ".spec.storage.storj.gateway.resources.limits{}",
            Numbers.QUANTITY,
            ".spec.storage.storj.gateway.resources.requests{}",
            Numbers.QUANTITY,
            ".spec.storage.storj.gateway.image",
            "^\\S+$",
            ".spec.storage.storj.bucket.name",
            BUCKET,
            ".spec.storage.s3.bucket.name",
            BUCKET);

    /** Rules that refuse what should never have been taken. */
    private static final Set<String> SAFETY = Set.of(
            RuleExample.at(
                    ".spec.exposure[]",
                    "annotations cannot hold snippets: they are configuration of the whole Ingress controller"),
            RuleExample.at(
                    ".spec.podMetadata",
                    "annotations cannot begin with tardigrade.dev/: the operator tells pods apart by those"));

    private Tolerated() {}

    static boolean pattern(String path, String pattern) {
        return pattern.equals(PATTERNS.get(path));
    }

    static boolean length(String path, long longest) {
        return path.equals(WHO) && longest >= LONGEST_WHO;
    }

    static boolean rule(String path, String message) {
        return SAFETY.contains(RuleExample.at(path, message));
    }
}
