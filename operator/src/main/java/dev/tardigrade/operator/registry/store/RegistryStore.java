package dev.tardigrade.operator.registry.store;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps Registries, which are looked at for each object of theirs, as they are; without annotations and who manages which fields, which nobody asks for. */
public final class RegistryStore extends BasicItemStore<Registry> {

    public RegistryStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public @Nullable Registry put(String key, Registry registry) {
        registry.getMetadata().setManagedFields(List.of());
        registry.getMetadata().setAnnotations(Map.of());
        return super.put(key, registry);
    }
}
