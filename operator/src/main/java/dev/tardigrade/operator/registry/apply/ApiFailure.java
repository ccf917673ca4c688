package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What came of a call for an object that the API server did not carry out. */
record ApiFailure(ObjectName object, KubernetesClientException exception) {

    /** The object as it stands contradicts the schema, a quota, an admission policy, or the rights of the operator. */
    private static final Set<Integer> REFUSED =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

    boolean isRefusal() {
        return REFUSED.contains(exception.getCode());
    }

    /** An answer of the API server is about this object alone; without one (the client has a number below 1 then) it is about all. */
    boolean isAboutAll() {
        return exception.getCode() < 1;
    }

    Problem problem() {
        if (!isRefusal()) {
            return new Problem(
                    Reason.PROVISIONING,
                    "the API server fails with %s, and is asked again: %s".formatted(object, said()));
        }
        return new Problem(
                exception.getCode() == HttpURLConnection.HTTP_FORBIDDEN ? Reason.PROVISIONING : Reason.INVALID_SPEC,
                "the API server refuses %s: %s".formatted(object, said()));
    }

    private String said() {
        var status = exception.getStatus();
        return status == null || status.getMessage() == null ? "HTTP " + exception.getCode() : inOrder(status);
    }

    /** The API server tells several causes in an order that changes from time to time, and a message must not. */
    private static String inOrder(Status status) {
        var causes = status.getDetails() == null
                ? List.<StatusCause>of()
                : status.getDetails().getCauses();
        return causes.size() < 2
                ? status.getMessage()
                : causes.stream()
                        .map(cause -> cause.getField() + ": " + cause.getMessage())
                        .sorted()
                        .collect(Collectors.joining("; "));
    }
}
