package dev.tardigrade.operator.registry.deletion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the step that empties a bucket said when it ended.
 *
 * @param outcome {@code Emptied} or the reason why not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CleanupReport(@Nullable String outcome, @Nullable String message) {

    private static final String DONE = "Emptied";
    private static final String NOT_EMPTY = "NotEmpty";

    static Optional<CleanupReport> of(Pod pod) {
        return state(pod)
                .map(ContainerState::getTerminated)
                .map(end -> end.getMessage())
                .filter(message -> message.strip().startsWith("{"))
                .flatMap(CleanupReport::parse);
    }

    static boolean hasStarted(Pod pod) {
        return state(pod)
                .filter(state -> state.getRunning() != null || state.getTerminated() != null)
                .isPresent();
    }

    private static Optional<ContainerState> state(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(Names.CLEANUP_CONTAINER))
                .findFirst()
                .map(ContainerStatus::getState);
    }

    private static Optional<CleanupReport> parse(String message) {
        try {
            return Optional.ofNullable(Serialization.unmarshal(message, CleanupReport.class))
                    .filter(report -> report.outcome() != null);
        } catch (KubernetesClientException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    boolean isDone() {
        return DONE.equals(outcome);
    }

    /** Whether another try would say the same. */
    boolean isFinal() {
        return isDone()
                || NOT_EMPTY.equals(outcome)
                || Reason.BUCKET_OWNED_BY_ANOTHER.word().equals(outcome);
    }

    String text() {
        return message == null ? String.valueOf(outcome) : message;
    }
}
