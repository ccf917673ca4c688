package dev.tardigrade.registry.model;

import java.time.Duration;

/** Why a request cannot be answered as asked. The {@code http} package alone turns these into status codes. */
public sealed interface Failure {

    /** One sentence for the client's operator: what went wrong and, where there is one, the remedy. Holds no secret. */
    String message();

    /** The store did not answer, answered too late, or asked for fewer requests. The same call may work later. */
    record StorageUnavailable(String message, Duration retryAfter) implements Failure {}

    /** The store refuses the credentials or the right to this call. It stays so until an operator acts. */
    record StorageDenied(String message) implements Failure {}

    /** A limit on space, objects or traffic of the store's account is reached. */
    record StorageFull(String message) implements Failure {}

    /** The bucket is not there. */
    record BucketMissing(String message) implements Failure {}

    /** What the store holds, or does not support, contradicts what this registry relies on. Never retried. */
    record StorageFault(String message) implements Failure {}
}
