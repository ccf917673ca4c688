package dev.tardigrade.operator.registry.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tardigrade.api.v1alpha1.storage.Capabilities;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the bucket's step said when it ended.
 *
 * @param outcome {@code Ready} or the reason why not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record BucketReport(
        String outcome,
        @Nullable String message,
        @Nullable Boolean bucketCreated,
        @Nullable Capabilities capabilities) {

    private static final String READY = "Ready";

    /** Reads a termination message. It is no report where the step could not even begin. */
    static Optional<BucketReport> parse(@Nullable String terminationMessage) {
        if (terminationMessage == null || !terminationMessage.strip().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Serialization.unmarshal(terminationMessage, BucketReport.class))
                    .filter(report -> report.outcome() != null);
        } catch (KubernetesClientException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return READY.equals(outcome);
    }

    /** Whether the bucket is ours, but takes no more; servers do what they can. */
    boolean isFull() {
        return reason() == Reason.QUOTA_EXCEEDED && bucketCreated != null;
    }

    boolean isUnreachable() {
        return reason() == Reason.ENDPOINT_UNREACHABLE;
    }

    private Reason reason() {
        return Reason.of(outcome).orElse(Reason.STORAGE_FAULT);
    }

    Finding finding() {
        var text = message == null ? outcome : message;
        return isReady() ? Finding.yes(text) : Finding.no(reason(), text);
    }
}
