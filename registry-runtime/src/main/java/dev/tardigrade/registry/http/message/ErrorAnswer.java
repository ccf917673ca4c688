package dev.tardigrade.registry.http.message;

import dev.tardigrade.registry.model.Failure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a client is told when a request fails.
 *
 * @param headers beside those that every answer has
 */
public record ErrorAnswer(int status, String code, String message, Map<HttpHeader, String> headers) {

    /** Longest wait that clients are asked for. */
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    /** Asked for where a failure of the store does not say how long it lasts. */
    private static final Duration OPERATOR_ACTS = Duration.ofSeconds(30);

    public ErrorAnswer {
        headers = Map.copyOf(headers);
    }

    /** The answer to a failure. */
    public static ErrorAnswer to(Failure failure) {
        String message = failure.message();
        return switch (failure) {
            case Failure.NameInvalid _ -> of(ErrorCode.NAME_INVALID, message);
            case Failure.NameUnknown _ -> of(ErrorCode.NAME_UNKNOWN, message);
            case Failure.TagInvalid _ -> of(ErrorCode.MANIFEST_INVALID, message);
            case Failure.DigestInvalid _ -> of(ErrorCode.DIGEST_INVALID, message);
            case Failure.SizeInvalid _ -> of(ErrorCode.SIZE_INVALID, message);
            case Failure.BlobUnknown _ -> of(ErrorCode.BLOB_UNKNOWN, message);
            case Failure.UploadInvalid _ -> of(409, ErrorCode.BLOB_UPLOAD_INVALID, message);
            case Failure.UploadUnknown _ -> of(ErrorCode.BLOB_UPLOAD_UNKNOWN, message);
            case Failure.ChunkOutOfOrder(String _, long stored) ->
                of(416, ErrorCode.BLOB_UPLOAD_INVALID, message).with(HttpHeader.RANGE, ContentRanges.stored(stored));
            case Failure.ManifestUnknown _ -> of(ErrorCode.MANIFEST_UNKNOWN, message);
            case Failure.ManifestInvalid _ -> of(ErrorCode.MANIFEST_INVALID, message);
            case Failure.ManifestBlobUnknown _ -> of(ErrorCode.MANIFEST_BLOB_UNKNOWN, message);
            case Failure.TooLarge _ -> of(413, ErrorCode.SIZE_INVALID, message);
            case Failure.RequestInvalid _ -> of(400, ErrorCode.UNSUPPORTED, message);
            case Failure.ExpectationFailed _ -> of(417, ErrorCode.UNSUPPORTED, message);
            case Failure.RangeNotSatisfiable(String _, long size) ->
                of(416, ErrorCode.SIZE_INVALID, message).with(HttpHeader.CONTENT_RANGE, "bytes */" + size);
            case Failure.Unsupported _ -> of(ErrorCode.UNSUPPORTED, message);
            case Failure.MethodNotAllowed(String _, List<String> allowed) ->
                of(ErrorCode.UNSUPPORTED, message).with(HttpHeader.ALLOW, String.join(", ", allowed));
            case Failure.NoSuchAddress _ -> of(404, ErrorCode.UNSUPPORTED, message);
            case Failure.Unauthenticated _ -> of(ErrorCode.UNAUTHORIZED, message);
            case Failure.TagImmutable _ -> of(409, ErrorCode.DENIED, message);
            case Failure.Denied _ -> of(ErrorCode.DENIED, message);
            case Failure.Overloaded(String _, Duration retry) ->
                of(ErrorCode.TOOMANYREQUESTS, message).retry(retry);
            case Failure.UploadMoved(String _, Duration retry) -> later(message, retry);
            case Failure.IssuerUnavailable(String _, Duration retry) -> later(message, retry);
            case Failure.UpstreamUnavailable(String _, Duration retry) -> later(message, retry);
            case Failure.StorageUnavailable(String _, Duration retry) ->
                of(ErrorCode.UNAVAILABLE, "the storage does not answer at the moment")
                        .retry(retry);
            case Failure.StorageDenied _ ->
                of(ErrorCode.UNAVAILABLE, "the storage refuses this registry access")
                        .retry(OPERATOR_ACTS);
            case Failure.StorageFull _ ->
                of(ErrorCode.UNAVAILABLE, "the storage is full, or a limit of its account is reached")
                        .retry(OPERATOR_ACTS);
            case Failure.BucketMissing _ ->
                of(ErrorCode.UNAVAILABLE, "the storage's bucket is missing").retry(OPERATOR_ACTS);
            case Failure.StorageFault _ -> of(ErrorCode.UNKNOWN, "the storage does not hold what it should");
        };
    }

    /** The answer where we are at fault; what happened is in the log alone. */
    public static ErrorAnswer internal() {
        return of(ErrorCode.UNKNOWN, "an unexpected error, which the registry's log tells more of");
    }

    /** The answer to a client that does not keep the pace; what else it sends is not waited for. */
    public static ErrorAnswer tooSlow(SlowClientException e) {
        return of(408, ErrorCode.UNSUPPORTED, String.valueOf(e.getMessage())).with(HttpHeader.CONNECTION, "close");
    }

    /** The answer to a request that was refused before this registry's own code saw it. */
    public static ErrorAnswer refused(int status, String reason) {
        ErrorCode code = status == 429 ? ErrorCode.TOOMANYREQUESTS : ErrorCode.UNSUPPORTED;
        return of(status, status == 503 ? ErrorCode.UNAVAILABLE : code, reason);
    }

    private static ErrorAnswer of(ErrorCode code, String message) {
        return of(code.status(), code, message);
    }

    private static ErrorAnswer of(int status, ErrorCode code, String message) {
        return new ErrorAnswer(status, code.name(), message, Map.of());
    }

    /** The same with one header more. */
    public ErrorAnswer with(HttpHeader header, String value) {
        Map<HttpHeader, String> more = new EnumMap<>(HttpHeader.class);
        more.putAll(headers);
        more.put(header, value);
        return new ErrorAnswer(status, code, message, more);
    }

    private static ErrorAnswer later(String message, Duration retry) {
        return of(ErrorCode.UNAVAILABLE, message).retry(retry);
    }

    private ErrorAnswer retry(Duration after) {
        long seconds = Math.clamp(after.toSeconds(), 1, LONGEST_RETRY.toSeconds());
        return with(HttpHeader.RETRY_AFTER, Long.toString(seconds));
    }
}
