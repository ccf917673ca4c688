package dev.tardigrade.operator.registry.store;

import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.model.SecretValue;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps the one Secret of a watch: who it is and its values, and of a large one only what tells whether one of them has changed. A Secret may have a
 * megabyte, and who may write Registries may name many.
 */
public final class SmallSecretStore extends BasicItemStore<Secret> {

    /** Of one that is large, in alphabetical order: with the longest names of keys these take as much as values may. */
    private static final int MOST_KEYS = 256;

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
        return super.put(key, kept(secret, tooLarge ? digests(secret.getData()) : secret.getData()));
    }

    /** Whether what was brought last had more than is kept. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    private static Map<String, String> digests(Map<String, String> data) {
        return data.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_KEYS)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> digest(entry.getValue())));
    }

    /** As the data of a Secret has a text. */
    private static String digest(String value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return SecretValue.of(HexFormat.of().formatHex(digest)).toBase64();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
