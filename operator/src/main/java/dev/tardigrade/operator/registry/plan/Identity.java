package dev.tardigrade.operator.registry.plan;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.Owner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What names a Registry outside of its cluster. Cluster, namespace and name make it, and not the UID of the object: so a Registry that is
 * deleted and applied again finds its bucket, and one of the same name in another cluster does not.
 */
record Identity(String namespace, String name, String fingerprint) {

    private static final int FINGERPRINT_DIGITS = 12;
    private static final int LONGEST_BUCKET_NAME = 63;

    static Identity of(Registry registry, ClusterIdentity cluster) {
        var metadata = registry.getMetadata();
        var whole = cluster.uid() + "/" + metadata.getNamespace() + "/" + metadata.getName();
        return new Identity(
                metadata.getNamespace(), metadata.getName(), sha256(whole).substring(0, FINGERPRINT_DIGITS));
    }

    Owner owner() {
        return new Owner(namespace + "." + name + "." + fingerprint);
    }

    /** A name for a bucket: readable as far as there is room, unique by the fingerprint. */
    String bucketName() {
        var readable = namespace + "-" + name;
        var room = LONGEST_BUCKET_NAME - FINGERPRINT_DIGITS - 1;
        return readable.substring(0, Math.min(room, readable.length())) + "-" + fingerprint;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
