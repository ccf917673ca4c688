package dev.tardigrade.operator.registry;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps what a watch has brought. Who manages which fields is more than half of an object, and nearly the same for all of one kind: equal
 * parts of it are kept once. Of pods nobody asks for it.
 */
final class LeanStore<T extends HasMetadata> extends BasicItemStore<T> {

    /** More different parts than the kinds of one version have; then it begins anew. */
    private static final int MOST = 10_000;

    private final Map<Object, Object> shared = new ConcurrentHashMap<>();
    private final Consumer<? super T> arrived;

    /**
     * @param arrived is told of each object as soon as it is here
     */
    LeanStore(Consumer<? super T> arrived) {
        super(Cache::metaNamespaceKeyFunc);
        this.arrived = arrived;
    }

    @Override
    public T put(String key, T object) {
        lighten(object);
        var before = super.put(key, object);
        arrived.accept(object);
        return before;
    }

    private void lighten(HasMetadata object) {
        if (object instanceof Pod) {
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
