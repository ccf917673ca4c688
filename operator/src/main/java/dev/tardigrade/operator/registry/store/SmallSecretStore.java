package dev.tardigrade.operator.registry.store;

import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the one Secret of a watch: who it is and its values, and of a large one only who it is. A Secret may have a megabyte, and who may write
 * Registries may name many.
 */
public final class SmallSecretStore extends BasicItemStore<Secret> {

    private volatile boolean tooLarge;

    public SmallSecretStore() {
        super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public Secret put(String key, Secret secret) {
        var size = Optional.ofNullable(secret.getData()).orElse(Map.of()).values().stream()
                .mapToLong(String::length)
                .sum();
        tooLarge = size > ReferencedSecrets.LARGEST_KIB << 10;
        return super.put(key, kept(secret, tooLarge ? Map.of() : secret.getData()));
    }

    /** Whether what was brought last had more than is kept. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    private static Secret kept(Secret secret, Map<String, String> data) {
        var metadata = secret.getMetadata();
        return new SecretBuilder()
                .withNewMetadata()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withUid(metadata.getUid())
                .withResourceVersion(metadata.getResourceVersion())
                .endMetadata()
                .withData(data)
                .build();
    }
}
