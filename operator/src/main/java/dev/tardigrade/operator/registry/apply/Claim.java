package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whose an object is that stands where a Registry wants one. */
enum Claim {
    /** The Registry's, or nobody's any more but made for it. */
    OURS,
    /** It belonged to a Registry of the same name that was deleted, and goes soon. */
    PREDECESSORS,
    /** Someone else's: it is never touched. */
    FOREIGN;

    static Claim of(HasMetadata object, Registry registry) {
        return controller(object)
                .map(owner -> of(owner, registry))
                .orElseGet(() -> carriesLabels(object, registry) ? OURS : FOREIGN);
    }

    /** Whether the Registry is the controller, so that it may delete the object. */
    static boolean isController(HasMetadata object, Registry registry) {
        return controller(object).filter(owner -> of(owner, registry) == OURS).isPresent();
    }

    private static Claim of(OwnerReference owner, Registry registry) {
        if (Objects.equals(owner.getUid(), registry.getMetadata().getUid())) {
            return OURS;
        }
        return Objects.equals(owner.getKind(), registry.getKind())
                        && Objects.equals(
                                owner.getName(), registry.getMetadata().getName())
                ? PREDECESSORS
                : FOREIGN;
    }

    private static Optional<OwnerReference> controller(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst();
    }

    private static boolean carriesLabels(HasMetadata object, Registry registry) {
        var labels = object.getMetadata().getLabels();
        Map<String, String> ours = Labels.of(registry.getMetadata().getName());
        return labels != null && labels.entrySet().containsAll(ours.entrySet());
    }
}
