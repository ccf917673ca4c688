package dev.tardigrade.operator.registry.deletion;

import dev.tardigrade.api.v1alpha1.Registry;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * How long the API server may refuse, or fail with, what it takes to delete images.
 *
 * @param left until it is over
 * @param failedPasses that came one after the other
 */
record Patience(Duration left, int failedPasses) {

    /** For quotas that others use up for a moment, and policies and webhooks that somebody mends. */
    private static final Duration WHOLE = Duration.ofMinutes(5);

    /** Passes that fail one after the other take a minute and a half. One failure amid hours of a job that deletes is none. */
    private static final int FAILED_PASSES = 8;

    /** A namespace that goes or is gone, a quota, an admission policy, an object that may not be so. */
    private static final Set<Integer> REFUSED = Set.of(
            HttpURLConnection.HTTP_BAD_REQUEST,
            HttpURLConnection.HTTP_FORBIDDEN,
            HttpURLConnection.HTTP_NOT_FOUND,
            422);

    static Patience with(Registry registry, Instant now, Context<Registry> context) {
        return new Patience(
                Duration.between(
                        now,
                        Instant.parse(registry.getMetadata().getDeletionTimestamp())
                                .plus(WHOLE)),
                context.getRetryInfo().map(RetryInfo::getAttemptCount).orElse(0));
    }

    boolean isOverdue() {
        return left.isNegative();
    }

    /**
     * Whether such an answer is the last that is waited for. Without an answer the API server is away, and nothing is known.
     *
     * @param code of HTTP; below 1 without an answer
     * @param goes whether the namespace is being deleted
     */
    boolean isOver(int code, boolean goes) {
        if (REFUSED.contains(code)) {
            return goes || isOverdue();
        }
        return code >= HttpURLConnection.HTTP_INTERNAL_ERROR && isOverdue() && failedPasses >= FAILED_PASSES;
    }
}
