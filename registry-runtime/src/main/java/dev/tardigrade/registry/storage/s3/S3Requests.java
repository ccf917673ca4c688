package dev.tardigrade.registry.storage.s3;

/** Learns of every request to the service, also of those that are sent again. Must be quick, and safe for use by many threads. */
@FunctionalInterface
public interface S3Requests {

    /** For whom nobody counts. */
    S3Requests UNCOUNTED = (_, _) -> {};

    /**
     * A request has come to its end.
     *
     * @param operation as S3 names it, for instance {@code PutObject}
     * @param outcome the status of the answer, or where there was none {@code timeout} or {@code broken}
     */
    void ended(String operation, String outcome);
}
