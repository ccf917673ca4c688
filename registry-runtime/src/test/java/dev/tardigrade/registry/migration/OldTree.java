package dev.tardigrade.registry.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.layout.Registry2Tree;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Tag;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.stream.Content;
import java.util.Optional;

/** Writes files as {@code registry:2} does. */
final class OldTree {

    private static final Digest.Algorithm SHA256 = Digest.Algorithm.SHA256;

    private final ObjectStore store;
    private final Registry2Tree tree;

    OldTree(ObjectStore store, BucketLayout layout) {
        this.store = store;
        this.tree = layout.registry2();
    }

    Digest layer(RepositoryName repository, byte[] bytes) {
        Digest digest = data(bytes);
        write(tree.layer(repository, digest), digest.toString());
        return digest;
    }

    /** A blob that the repository also serves by its SHA-512. */
    Digest layerBySha512(RepositoryName repository, byte[] bytes) {
        Digest digest = Digest.of(Digest.Algorithm.SHA512, bytes);
        write(tree.layer(repository, digest), data(bytes).toString());
        return digest;
    }

    Digest manifest(RepositoryName repository, String json) {
        Digest digest = data(json.getBytes(UTF_8));
        write(tree.revision(repository, digest), digest.toString());
        return digest;
    }

    /** An image without {@code mediaType}, as buildkit once made them. */
    Digest image(RepositoryName repository, Digest config, Digest layer) {
        return manifest(repository, """
                {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":9}]}""".formatted(config, layer));
    }

    void tag(RepositoryName repository, String tag, String content) {
        write(tree.tag(repository, new Tag(tag)), content);
    }

    void write(String path, String content) {
        write(tree.root().key(path), content);
    }

    void write(ObjectKey key, String content) {
        put(key, content.getBytes(UTF_8));
    }

    Digest data(byte[] bytes) {
        Digest digest = Digest.of(SHA256, bytes);
        put(tree.data(digest), bytes);
        return digest;
    }

    void spoil(Digest digest, byte[] bytes) {
        put(tree.data(digest), bytes);
    }

    private void put(ObjectKey key, byte[] bytes) {
        store.put(key, Content.of(bytes), Optional.empty(), PutMode.REPLACE);
    }
}
