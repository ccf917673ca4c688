package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What answers of the service mean for the registry. The one place that knows S3's error codes. */
final class S3Failures {

    static final int NOT_FOUND = 404;
    static final int PRECONDITION_FAILED = 412;
    static final int FORBIDDEN = 403;

    private static final int MOVED = 301;
    private static final int CONFLICT = 409;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Set<String> QUOTA = Set.of(
            "SegmentsLimitExceeded",
            "StorageLimitExceeded",
            "BandwidthLimitExceeded",
            "QuotaExceeded",
            "InsufficientStorage",
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded");

    private static final Set<String> BUSY = Set.of("SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout");

    private final S3Settings settings;

    S3Failures(S3Settings settings) {
        this.settings = settings;
    }

    RegistryException of(SdkException cause) {
        Failure failure = cause instanceof AwsServiceException answer ? answered(answer) : unanswered(cause);
        return new RegistryException(failure, cause);
    }

    /** What S3 tells of a single key among many. */
    RegistryException of(String code, String message) {
        if (BUSY.contains(code)) {
            return new RegistryException(unavailable("answers " + code));
        }
        if (QUOTA.contains(code)) {
            return new RegistryException(full(code));
        }
        if (code.equals("AccessDenied")) {
            return new RegistryException(new Failure.StorageDenied(denied(code)));
        }
        return new RegistryException(new Failure.StorageFault("the store answered " + code + ": " + message));
    }

    RegistryException fault(String message) {
        return new RegistryException(new Failure.StorageFault(message));
    }

    /** An answer that S3 would give with a code. */
    RegistryException notByS3(AwsServiceException answer) {
        return new RegistryException(
                unavailable("answers " + answer.statusCode() + ", but not as S3 does; check what stands before it"),
                answer);
    }

    /** A call that is not made, because others have taken all the time that its request has. */
    RegistryException tooLate() {
        return new RegistryException(unavailable("has taken longer for one request than that may wait"));
    }

    /** An object that broke off while it was read. */
    RegistryException brokenOff(IOException cause) {
        return new RegistryException(unavailable("broke off: " + cause.getMessage()), cause);
    }

    private Failure answered(AwsServiceException answer) {
        String code = code(answer);
        int status = answer.statusCode();
        if (QUOTA.contains(code)) {
            return full(code);
        }
        if (isMissingBucket(answer)) {
            return new Failure.BucketMissing(bucket() + " is not there; make it with `registry bucket ensure`");
        }
        if (status == FORBIDDEN || status == 401) {
            return new Failure.StorageDenied(denied(code));
        }
        if (RetryRule.isTransient(answer)) {
            return unavailable("answers " + status + " " + code);
        }
        if (status == MOVED || code.equals("AuthorizationHeaderMalformed")) {
            return new Failure.StorageFault(settings.endpointName() + " expects another region or address for "
                    + bucket() + "; set storage.s3.region");
        }
        return new Failure.StorageFault(
                settings.endpointName() + " refuses a request with " + status + " " + code + ": " + message(answer));
    }

    private static Failure full(String code) {
        return new Failure.StorageFull("the store's account has reached its limit (" + code
                + "): enlarge it, or delete images and run garbage collection");
    }

    private String denied(String code) {
        String cause = switch (code) {
            case "SignatureDoesNotMatch" -> "the secret key is wrong";
            case "InvalidAccessKeyId" -> "the access key is not known there";
            case "RequestTimeTooSkewed" -> "this machine's clock is wrong";
            default ->
                "the key or access grant does not cover this call, or has expired or was revoked; use one that may"
                        + " read, write, list and delete in it";
        };
        return settings.endpointName() + " denies access to " + bucket() + " (" + (code.isEmpty() ? "403" : code)
                + "): " + cause;
    }

    private Failure unanswered(SdkException cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String remedy = root instanceof SSLException ? "; check its certificate" : "; check address and network";
        return unavailable(
                "does not answer (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ")" + remedy);
    }

    private Failure unavailable(String what) {
        return new Failure.StorageUnavailable(settings.endpointName() + " " + what, RETRY_AFTER);
    }

    private String bucket() {
        return "bucket " + settings.bucket().value();
    }

    static boolean isMissingBucket(AwsServiceException answer) {
        return code(answer).equals("NoSuchBucket");
    }

    /** Whether S3 itself refuses these credentials; a clock that is wrong is no matter of theirs. */
    static boolean isDenial(AwsServiceException answer) {
        String code = code(answer);
        return answer.statusCode() == FORBIDDEN && !code.isEmpty() && !code.equals("RequestTimeTooSkewed");
    }

    static boolean isMissingObject(AwsServiceException answer) {
        return answer.statusCode() == NOT_FOUND && !isMissingBucket(answer);
    }

    static boolean isPreconditionFailed(AwsServiceException answer) {
        return answer.statusCode() == PRECONDITION_FAILED;
    }

    /** Another conditional write of the key was under way; the service does not say how it went. */
    static boolean isConflict(AwsServiceException answer) {
        return answer.statusCode() == CONFLICT && code(answer).equals("ConditionalRequestConflict");
    }

    static boolean isBucketConflict(AwsServiceException answer) {
        return answer.statusCode() == CONFLICT;
    }

    static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String message(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "no reason given" : details.errorMessage();
    }
}
