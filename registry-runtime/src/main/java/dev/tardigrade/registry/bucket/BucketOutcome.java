package dev.tardigrade.registry.bucket;

import dev.tardigrade.registry.model.Failure;

/** What came of claiming a bucket. */
public sealed interface BucketOutcome {

    /** For a human: what is, and for a refusal its cause and remedy. Holds no secret. */
    String message();

    /**
     * The bucket is there, is the owner's, and takes writes, reads and deletes.
     *
     * @param bucket its name, or the path of the folder
     * @param bucketCreated whether this owner's claim made it, now or earlier; false where that is not sure
     */
    record Ready(String bucket, boolean bucketCreated, Owner owner, Capabilities capabilities, String message)
            implements BucketOutcome {}

    /**
     * The bucket is the owner's, but its account has reached a limit, so that it was not tried: what can be done without is served all the same.
     *
     * @param bucket its name
     * @param bucketCreated as of {@link Ready}
     */
    record Full(String bucket, boolean bucketCreated, Owner owner, String message) implements BucketOutcome {}

    /**
     * Nothing is left below the registry's prefix.
     *
     * @param bucket its name, or the path of the folder
     * @param deleted what this call removed; what an earlier one did is not counted
     * @param bucketDeleted whether the bucket itself is gone
     */
    record Emptied(String bucket, Owner owner, Tally deleted, boolean bucketDeleted, String message)
            implements BucketOutcome {}

    /** The bucket cannot be used so. Nothing in it was changed, except that it may have been made, or emptied in part. */
    record Refused(Reason reason, String message) implements BucketOutcome {

        /** The storage does not let us into a bucket, whether it is there or not. */
        public static Refused denied(String bucket) {
            return new Refused(
                    Reason.ACCESS_DENIED,
                    "access to bucket " + bucket
                            + " is denied: the key or access grant does not cover this bucket, or has expired or was revoked;"
                            + " use one that may read, write, list and delete in it");
        }

        /** A bucket that was there is gone. */
        public static Refused gone(String bucket) {
            return new Refused(
                    Reason.BUCKET_MISSING,
                    "bucket " + bucket
                            + " is not there any more: bring it back with its images, or have `registry bucket ensure` make it anew without,"
                            + " as a new pod does");
        }
    }

    /** Why a bucket cannot be used; part of the operator's API. */
    enum Reason {
        BUCKET_OWNED_BY_ANOTHER("BucketOwnedByAnother"),
        ACCESS_DENIED("AccessDenied"),
        ENDPOINT_UNREACHABLE("EndpointUnreachable"),
        BUCKET_MISSING("BucketMissing"),
        NOT_EMPTY("NotEmpty"),
        QUOTA_EXCEEDED("QuotaExceeded"),
        INVALID_CONFIGURATION("InvalidConfiguration"),
        STORAGE_FAULT("StorageFault");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        static Reason of(Failure failure) {
            return failure instanceof Failure.OfStorage answer ? of(answer) : STORAGE_FAULT;
        }

        private static Reason of(Failure.OfStorage answer) {
            return switch (answer) {
                case Failure.StorageDenied _ -> ACCESS_DENIED;
                case Failure.StorageUnavailable _ -> ENDPOINT_UNREACHABLE;
                case Failure.BucketMissing _ -> BUCKET_MISSING;
                case Failure.StorageFull _ -> QUOTA_EXCEEDED;
                case Failure.StorageFault _ -> STORAGE_FAULT;
            };
        }

        /** As the report and the operator's conditions spell it. */
        public String word() {
            return word;
        }
    }
}
