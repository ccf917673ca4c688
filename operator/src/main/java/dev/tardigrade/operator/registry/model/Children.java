package dev.tardigrade.operator.registry.model;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects that carry the labels of one Registry, as last seen. */
public record Children(List<HasMetadata> objects) {

    public static final Children NONE = new Children(List.of());

    public Children {
        objects = List.copyOf(objects);
    }

    /** Without those of another Registry, for instance of a deleted one of the same name. */
    public static Children of(Registry registry, Collection<? extends HasMetadata> objects) {
        return of(objects.stream()
                .filter(object -> object.getMetadata().getOwnerReferences().stream()
                        .filter(owner -> registry.getKind().equals(owner.getKind()))
                        .allMatch(owner -> Objects.equals(
                                owner.getUid(), registry.getMetadata().getUid())))
                .toList());
    }

    public static Children of(Collection<? extends HasMetadata> objects) {
        return new Children(List.copyOf(objects));
    }

    public <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return all(kind)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }
}
