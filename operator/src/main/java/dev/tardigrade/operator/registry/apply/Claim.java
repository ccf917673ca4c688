package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Objects;

/** Whose an object is that stands where a Registry wants one. */
enum Claim {
    /** The Registry's. */
    OURS,
    /** It belonged to a Registry of the same name that was deleted, and goes soon. */
    PREDECESSORS,
    /** Someone else's: it is never touched. */
    FOREIGN;

    static Claim of(HasMetadata object, Registry registry) {
        if (Children.belongs(object, registry)) {
            return OURS;
        }
        return object.getMetadata().getOwnerReferences().stream()
                        .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()) && isNamesake(owner, registry))
                ? PREDECESSORS
                : FOREIGN;
    }

    private static boolean isNamesake(OwnerReference owner, Registry registry) {
        return Objects.equals(owner.getKind(), registry.getKind())
                && Objects.equals(owner.getName(), registry.getMetadata().getName())
                && !Objects.equals(owner.getUid(), registry.getMetadata().getUid());
    }
}
