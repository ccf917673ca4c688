package dev.tardigrade.operator.registry.model;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Objects of one Registry, as last seen. */
public record Children(List<HasMetadata> objects) {

    /** Controllers that make pods of what the operator makes. */
    private static final Set<String> MAKERS = Set.of("ReplicaSet", "Job");

    public static final Children NONE = new Children(List.of());

    public Children {
        objects = List.copyOf(objects);
    }

    /** Without those of another Registry, for instance of a deleted one of the same name, and of people who write our labels. */
    public static Children of(Registry registry, Collection<? extends HasMetadata> objects) {
        return of(objects.stream().filter(object -> belongs(object, registry)).toList());
    }

    /** Whether this is an object of the Registry. Labels alone make none: anybody may write them. */
    public static boolean belongs(HasMetadata object, Registry registry) {
        return switch (object) {
            case Pod pod -> isMadeFor(pod, registry);
            case PersistentVolumeClaim volume -> isLeftFor(volume, registry);
            default -> isControlled(object, registry);
        };
    }

    /** Whether the Registry is the controller, by its UID. */
    public static boolean isControlled(HasMetadata object, Registry registry) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && Objects.equals(owner.getUid(), registry.getMetadata().getUid()));
    }

    /** The UID of what makes pods is not known, since it is not watched. */
    private static boolean isMadeFor(HasMetadata pod, Registry registry) {
        return pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController())
                        && MAKERS.contains(owner.getKind())
                        && owner.getName().startsWith(registry.getMetadata().getName() + "-"));
    }

    /** A volume outlives its Registry, so it has no owner: the next Registry of this name is to find it. */
    private static boolean isLeftFor(PersistentVolumeClaim volume, Registry registry) {
        var name = registry.getMetadata().getName();
        return new Names(name).volumeClaim().equals(volume.getMetadata().getName())
                && Labels.isOf(volume.getMetadata().getLabels(), name)
                && volume.getMetadata().getOwnerReferences().stream()
                        .noneMatch(owner -> registry.getKind().equals(owner.getKind())
                                && !Objects.equals(
                                        owner.getUid(), registry.getMetadata().getUid()));
    }

    public static Children of(Collection<? extends HasMetadata> objects) {
        return new Children(List.copyOf(objects));
    }

    public <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The one of the same kind and name, if it is there. */
    public Optional<HasMetadata> find(HasMetadata like) {
        return objects.stream().filter(object -> isSame(object, like)).findFirst();
    }

    /** Whether two objects of one namespace are of the same kind and name. */
    public static boolean isSame(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    public Optional<GenericKubernetesResource> find(OptionalKind kind, String name) {
        return all(GenericKubernetesResource.class)
                .filter(object ->
                        kind.isKindOf(object) && object.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** The pods of the servers, and not those of gateways and jobs. */
    public Stream<Pod> servers() {
        return all(Pod.class).filter(pod -> Labels.isServer(pod.getMetadata().getLabels()));
    }

    /** The same with other objects of this kind. */
    public <T extends HasMetadata> Children with(Class<T> kind, Collection<T> others) {
        return of(Stream.concat(objects.stream().filter(object -> !kind.isInstance(object)), others.stream())
                .toList());
    }

    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return all(kind)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }
}
