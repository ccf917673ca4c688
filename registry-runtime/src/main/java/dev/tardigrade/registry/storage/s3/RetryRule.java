package dev.tardigrade.registry.storage.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Which failures are worth another attempt. Every call of the port may be sent again. */
final class RetryRule {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration THROTTLED_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final Set<Integer> TRANSIENT = Set.of(408, TOO_MANY_REQUESTS, 499, 500, 502, UNAVAILABLE, 504);

    private RetryRule() {}

    static RetryStrategy strategy(int attempts) {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(attempts)
                .circuitBreakerEnabled(false)
                .backoffStrategy(BackoffStrategy.exponentialDelay(PAUSE, LONGEST_PAUSE))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(THROTTLED_PAUSE, LONGEST_PAUSE))
                .treatAsThrottling(RetryRule::isThrottling)
                .retryOnException(RetryRule::isTransient)
                .build();
    }

    static boolean isThrottling(Throwable failure) {
        return failure instanceof AwsServiceException answer
                && (answer.statusCode() == TOO_MANY_REQUESTS || answer.statusCode() == UNAVAILABLE);
    }

    static boolean isTransient(Throwable failure) {
        return switch (failure) {
            case AwsServiceException answer -> TRANSIENT.contains(answer.statusCode()) || S3Failures.isConflict(answer);
            case AbortedException _ -> false;
            case ApiCallAttemptTimeoutException _ -> true;
            case SdkClientException client -> isTransport(client);
            default -> false;
        };
    }

    /** The service was not reached, or broke off; but a source that broke once will break again. */
    private static boolean isTransport(SdkClientException failure) {
        boolean transport = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SourceContent.BrokenSource) {
                return false;
            }
            transport |= cause instanceof IOException;
        }
        return transport;
    }
}
