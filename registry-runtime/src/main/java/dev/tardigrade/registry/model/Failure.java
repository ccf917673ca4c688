package dev.tardigrade.registry.model;

import java.time.Duration;
import java.util.List;

/** Why a request cannot be answered as asked. The {@code http} package alone turns these into status codes. */
public sealed interface Failure {

    /** One sentence for the client's operator: what went wrong and, where there is one, the remedy. Holds no secret. */
    String message();

    /** What the store answered, or that it did not. */
    sealed interface OfStorage extends Failure {}

    /** The store did not answer, answered too late, or asked for fewer requests. The same call may work later. */
    record StorageUnavailable(String message, Duration retryAfter) implements OfStorage {}

    /** The store refuses the credentials or the right to this call. It stays so until an operator acts. */
    record StorageDenied(String message) implements OfStorage {}

    /** A limit on space, objects or traffic of the store's account is reached. */
    record StorageFull(String message) implements OfStorage {}

    /** The bucket is not there. */
    record BucketMissing(String message) implements OfStorage {}

    /** What the store holds, or does not support, contradicts what this registry relies on. Never retried. */
    record StorageFault(String message) implements OfStorage {}

    /** A registry that images are pulled through does not answer, or answers what is of no use. The same call may work later. */
    record UpstreamUnavailable(String message, Duration retryAfter) implements Failure {}

    /** The name of a repository is malformed. */
    record NameInvalid(String message) implements Failure {}

    /** There is no such repository. */
    record NameUnknown(String message) implements Failure {}

    /** A tag is malformed. */
    record TagInvalid(String message) implements Failure {}

    /** A digest is malformed, or is not that of the bytes it came with. */
    record DigestInvalid(String message) implements Failure {}

    /** A number of bytes is not what was announced. */
    record SizeInvalid(String message) implements Failure {}

    /** The repository has no such blob. */
    record BlobUnknown(String message) implements Failure {}

    /** A request for an upload is malformed, or the upload is busy with another request. */
    record UploadInvalid(String message) implements Failure {}

    /** There is no such upload, or it is not the client's. */
    record UploadUnknown(String message) implements Failure {}

    /** The upload leaves this process, so that another one can go on with it; the same request works there in a moment. */
    record UploadMoved(String message, Duration retryAfter) implements Failure {}

    /** A chunk does not begin where the upload stands: after {@code stored} bytes. */
    record ChunkOutOfOrder(String message, long stored) implements Failure {}

    /** The repository has no such manifest or tag. */
    record ManifestUnknown(String message) implements Failure {}

    /** A manifest is malformed or contradicts how it was sent. */
    record ManifestInvalid(String message) implements Failure {}

    /** A manifest names content that the repository does not have. */
    record ManifestBlobUnknown(String message) implements Failure {}

    /** A request is larger than the registry accepts. */
    record TooLarge(String message) implements Failure {}

    /** A request is malformed in a way that no other failure names. */
    record RequestInvalid(String message) implements Failure {}

    /** A request waits to be told to go on ({@code Expect}) where it is not. */
    record ExpectationFailed(String message) implements Failure {}

    /** A range lies outside of the content. */
    record RangeNotSatisfiable(String message, long size) implements Failure {}

    /** The registry's configuration switches this off, or the protocol does not have it. */
    record Unsupported(String message) implements Failure {}

    /** What the address stands for cannot be done that way. */
    record MethodNotAllowed(String message, List<String> allowed) implements Failure {

        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }
    }

    /** There is nothing at this address. */
    record NoSuchAddress(String message) implements Failure {}

    /** Credentials are missing or wrong. */
    record Unauthenticated(String message, Reason reason) implements Failure {

        /** What is amiss with the credentials. */
        public enum Reason {
            MISSING,
            WRONG,
            /** They are right, and not for this. */
            SCOPE
        }
    }

    /** Who vouches for the client cannot be asked for its keys. The same request may work later. */
    record IssuerUnavailable(String message, Duration retryAfter) implements Failure {}

    /** The tag is there, and is neither moved nor removed. */
    record TagImmutable(String message) implements Failure {}

    /** The credentials do not allow it. */
    record Denied(String message) implements Failure {}

    /** The registry has as much to do as it takes on at a time. */
    record Overloaded(String message, Duration retryAfter) implements Failure {}
}
