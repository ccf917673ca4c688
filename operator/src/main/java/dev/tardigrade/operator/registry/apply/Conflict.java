package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Fields that another manager has set otherwise than the operator wants. They stay as they are; all others are applied, so that the rest
 * of the object does not stand still.
 *
 * @param fields in conflict
 * @param managers who set them
 */
record Conflict(List<FieldPath> fields, Set<String> managers) {

    private static final String REASON = "FieldManagerConflict";
    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");
    private static final String DATA = ".data.";
    private static final FieldPath REPLICAS = new FieldPath(".spec.replicas");

    /** Those who may have set the number of servers while an autoscaler of ours decided it. */
    private static final Set<String> SCALERS = Set.of("kube-controller-manager", Names.HANDOVER_MANAGER);

    static Optional<Conflict> of(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
                || e.getStatus() == null
                || e.getStatus().getDetails() == null) {
            return Optional.empty();
        }
        var causes = e.getStatus().getDetails().getCauses().stream()
                .filter(cause -> REASON.equals(cause.getReason()))
                .toList();
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Conflict(
                        causes.stream()
                                .map(StatusCause::getField)
                                .map(FieldPath::new)
                                .toList(),
                        managers(causes)));
    }

    /** Whether nothing is in conflict but a number of servers that an autoscaler left behind. */
    boolean isLeftByAutoscaler() {
        return fields.equals(List.of(REPLICAS)) && SCALERS.containsAll(managers);
    }

    /** Whether somebody has set what is in a Secret of ours, by which servers would go. */
    boolean isInsideSecret(HasMetadata wanted) {
        return wanted instanceof Secret
                && fields.stream().anyMatch(field -> field.text().startsWith(DATA));
    }

    /** The same object but for the fields. */
    HasMetadata without(HasMetadata wanted) {
        @SuppressWarnings("unchecked") // what JSON objects are
        Map<String, Object> map = Serialization.unmarshal(Serialization.asJson(wanted), Map.class);
        fields.forEach(field -> field.removeFrom(map));
        return Serialization.unmarshal(Serialization.asJson(map), wanted.getClass());
    }

    Problem problem(HasMetadata object) {
        return new Problem(
                Reason.FIELD_CONFLICT,
                "%s of %s %s is set by %s, and left as it is: set it back, or delete the object, which is then made anew"
                        .formatted(
                                String.join(
                                        ", ",
                                        fields.stream().map(FieldPath::text).toList()),
                                object.getKind(),
                                object.getMetadata().getName(),
                                String.join(", ", managers)));
    }

    private static Set<String> managers(List<StatusCause> causes) {
        var managers = new TreeSet<String>();
        causes.forEach(cause -> {
            var matcher = MANAGER.matcher(Objects.requireNonNullElse(cause.getMessage(), ""));
            managers.add(matcher.find() ? matcher.group(1) : "another manager");
        });
        return managers;
    }
}
