package dev.tardigrade.testing.s3;

import java.util.Optional;

/** Conditions of writes. */
final class Preconditions {

    private Preconditions() {}

    /** Whether the write is for a name that is free only. */
    static boolean createsOnce(S3Request request) {
        Optional<String> condition = request.header("if-none-match");
        if (condition.isPresent() && !condition.get().equals("*")) {
            throw new S3Error(501, "NotImplemented", "If-None-Match only supports a single value of '*'");
        }
        return condition.isPresent();
    }

    /** Storj ignores If-Match. */
    static void checkMatch(S3Request request, Optional<StoredBytes> there, S3Profile profile) {
        Optional<String> wanted = request.header("if-match");
        if (!profile.likeStorj()
                && wanted.isPresent()
                && there.map(StoredBytes::quotedEtag)
                        .filter(wanted.get()::equals)
                        .isEmpty()) {
            throw S3Error.preconditionFailed();
        }
    }
}
