package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.vocabulary.Annotations;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a watch has brought, as far as it is ours. Who manages which fields is more than half of an object, and nearly the same for all
 * of one kind: equal parts of it are kept once. Of pods and Registries nobody asks for it.
 */
final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {

    /** More different parts than the kinds of one version have; then it begins anew. */
    private static final int MOST = 10_000;

    private final Map<Object, Object> shared = new ConcurrentHashMap<>();
    private final Predicate<? super T> ours;
    private final Consumer<? super T> arrived;

    /**
     * @param ours what is to be kept: of all else nothing is, so that who writes our labels on large objects fills no memory
     * @param arrived is told of each object that is kept, as soon as it is here
     */
    LeanStore(Predicate<? super T> ours, Consumer<? super T> arrived) {
        super(Cache::metaNamespaceKeyFunc);
        this.ours = ours;
        this.arrived = arrived;
    }

    @Override
    public @Nullable T put(String key, T object) {
        if (!ours.test(object)) {
            return remove(key);
        }
        lighten(object);
        var before = super.put(key, object);
        arrived.accept(object);
        return before;
    }

    private void lighten(HasMetadata object) {
        if (object instanceof Pod pod) {
            lightenPod(pod);
        }
        if (object instanceof Pod || object instanceof Registry) {
            object.getMetadata().setManagedFields(List.of());
            return;
        }
        if (shared.size() > MOST) {
            shared.clear();
        }
        object.getMetadata().getManagedFields().stream()
                .filter(entry -> entry.getFieldsV1() != null)
                .forEach(entry -> entry.getFieldsV1()
                        .setAdditionalProperties(one(entry.getFieldsV1().getAdditionalProperties())));
    }

    /** What of a pod may be long and is not looked at. */
    private static void lightenPod(Pod pod) {
        var metadata = pod.getMetadata();
        if (metadata.getAnnotations() != null) {
            metadata.getAnnotations().keySet().removeIf(annotation -> !annotation.startsWith(Annotations.PREFIX));
        }
        Optional.ofNullable(pod.getSpec()).stream()
                .flatMap(spec -> Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream()))
                .forEach(container -> {
                    container.setArgs(List.of());
                    container.setCommand(List.of());
                    container.setEnv(container.getEnv().stream()
                            .filter(variable -> variable.getValueFrom() != null)
                            .toList());
                });
    }

    private Map<String, Object> one(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> part(entry.getValue())));
    }

    private Object part(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var copy = map.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> part(entry.getValue())));
        var known = shared.putIfAbsent(copy, copy);
        return known == null ? copy : known;
    }
}
