package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which of the objects with our labels belong to a Registry that is there. Labels make watches small, but anybody may write them. An object is made
 * after its Registry was seen, and Registries are looked at first at the start; but where another replica makes it, its watch may be ahead of that of
 * Registries here, and the store asks once more later on. Only volumes outlive their Registry; they are asked for by name.
 */
final class Belongings implements Predicate<HasMetadata> {

    /** Objects in a list at a time. Each may have a megabyte, and only then is it known whose it is. */
    static final long PAGE = 5;

    private volatile @Nullable Function<ResourceID, Optional<Registry>> registries;

    /** Tells where the Registries are kept. */
    void of(Function<ResourceID, Optional<Registry>> kept) {
        registries = kept;
    }

    @Override
    public boolean test(HasMetadata object) {
        var kept = registries;
        return kept != null
                && registryOf(object).stream()
                        .map(kept)
                        .flatMap(Optional::stream)
                        .anyMatch(registry -> Children.belongs(object, registry));
    }

    /** Which Registry an object is of, as far as it tells by itself. */
    static Set<ResourceID> registryOf(HasMetadata object) {
        var metadata = object.getMetadata();
        var instance =
                metadata.getLabels() == null ? null : metadata.getLabels().get(Labels.INSTANCE);
        return instance != null && (hasOtherOwner(object) || isOwnedBy(instance, object))
                ? Set.of(new ResourceID(instance, metadata.getNamespace()))
                : Set.of();
    }

    /** Pods are of controllers, and volumes of nobody. */
    private static boolean hasOtherOwner(HasMetadata object) {
        return object instanceof Pod || object instanceof PersistentVolumeClaim;
    }

    private static boolean isOwnedBy(String registry, HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream().anyMatch(owner -> registry.equals(owner.getName()));
    }
}
