package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.operator.registry.model.ServerFiles;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells configurations apart: it changes when a value of the ConfigMap or the Secrets changes, and tells nothing about them. */
record ConfigurationHash(String value) {

    /** 128 bits. */
    private static final int DIGITS = 32;

    static ConfigurationHash of(ConfigMap configuration, List<Secret> secrets, ServerFiles files) {
        var digest = sha256();
        add(digest, configuration.getData());
        secrets.forEach(secret -> add(digest, secret.getData()));
        files.variables().forEach(value -> add(digest, value.reveal()));
        return new ConfigurationHash(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
    }

    static ConfigurationHash of(Map<String, String> values) {
        var digest = sha256();
        add(digest, values);
        return new ConfigurationHash(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
    }

    private static void add(MessageDigest digest, Map<String, String> data) {
        new TreeMap<>(data).forEach((key, value) -> {
            add(digest, key);
            add(digest, value);
        });
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
