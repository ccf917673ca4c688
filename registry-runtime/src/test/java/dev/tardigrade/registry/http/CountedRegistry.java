package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.s3.CallCounter;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A registry on an S3 that counts, and what clients do with it, as they do it. */
final class CountedRegistry implements AutoCloseable {

    private static final String BUCKET = "images";

    private final S3TestServer s3 =
            S3TestServer.start(S3Profile.storj().withoutRateLimits()).withBucket(BUCKET);
    private final Storage storage = TestStorage.open(s3.access(), BUCKET);
    private final TestOptions options;
    private RunningRegistry registry;

    CountedRegistry() {
        this(TestOptions.usual());
    }

    CountedRegistry(TestOptions options) {
        this.options = options;
        registry = start();
    }

    private RunningRegistry start() {
        try {
            return RunningRegistry.with(storage.objects(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the registry knows nothing but the bucket. */
    void restart() {
        registry.close();
        registry = start();
    }

    Client client() {
        return registry.client();
    }

    /** From now on nobody can read the bytes of blobs. */
    void hideData() {
        s3.faults()
                .always(
                        call -> call.operation() == S3Operation.GET_OBJECT
                                && call.key().startsWith(TestOptions.PREFIX.value() + "data/"),
                        Fault.denied());
    }

    CallCounter calls() {
        return s3.calls();
    }

    /** Puts an object into the bucket, past the registry; the key is that below the registry's prefix. */
    void plant(String key, byte[] content) {
        s3.put(BUCKET, TestOptions.PREFIX.value() + key, content);
    }

    static byte[] layer(int seed) {
        byte[] bytes = new byte[100_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] config(int seed) {
        return ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"seed\":" + seed + "}").getBytes(UTF_8);
    }

    /** As clients do it: look, begin, send, finish. */
    Digest push(String repository, byte[] blob) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        if (client().send("HEAD", "/v2/" + repository + "/blobs/" + digest).status() == 200) {
            return digest;
        }
        String location =
                client().send("PATCH", client().begin(repository), blob).header("Location");
        if (client().send("PUT", location + "?digest=" + digest).status() != 201) {
            throw new IllegalStateException("the blob was not taken");
        }
        return digest;
    }

    /** An image with config and layers of its own; crane and others ask for the tag before they put it. */
    Digest pushImage(String repository, String tag, int seed, int layers) {
        byte[] config = config(seed);
        List<byte[]> content = IntStream.range(seed, seed + layers)
                .mapToObj(CountedRegistry::layer)
                .toList();
        Digest _ = push(repository, config);
        content.forEach(layer -> push(repository, layer));
        String manifest = manifest(config, content);
        client().send("HEAD", "/v2/" + repository + "/manifests/" + tag);
        return client().pushManifest(repository, tag, manifest);
    }

    static String manifest(byte[] config, List<byte[]> layers) {
        String list = layers.stream()
                .map(layer -> descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer))
                .collect(Collectors.joining(","));
        return "{\"schemaVersion\":2,\"mediaType\":\"" + Client.IMAGE + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", config) + ",\"layers\":[" + list + "]}";
    }

    private static String descriptor(String type, byte[] content) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                .formatted(type, Digest.of(Digest.Algorithm.SHA256, content), content.length);
    }

    void pull(String repository, String tag, int seed, int layers) {
        client().send("GET", "/v2/" + repository + "/manifests/" + tag);
        read(repository, config(seed));
        for (int i = 0; i < layers; i++) {
            read(repository, layer(seed + i));
        }
    }

    private void read(String repository, byte[] blob) {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        byte[] served =
                client().send("GET", "/v2/" + repository + "/blobs/" + digest).body();
        if (!Arrays.equals(served, blob)) {
            throw new IllegalStateException("the blob has changed");
        }
    }

    @Override
    public void close() {
        registry.close();
        storage.close();
        s3.close();
    }
}
