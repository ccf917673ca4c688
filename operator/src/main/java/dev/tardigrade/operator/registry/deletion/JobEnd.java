package dev.tardigrade.operator.registry.deletion;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;

/** How a Job stands. */
final class JobEnd {

    private JobEnd() {}

    /** Whether all its tries failed, or its time is over. */
    static boolean failed(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Failed".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    static boolean isYounger(Job job, Duration age, Instant now) {
        return Instant.parse(job.getMetadata().getCreationTimestamp()).plus(age).isAfter(now);
    }
}
