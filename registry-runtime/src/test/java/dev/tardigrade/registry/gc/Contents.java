package dev.tardigrade.registry.gc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** The few blobs that all images of a test are made of, so that they are shared and come again. */
final class Contents {

    private static final int BLOBS = 60;
    private static final int SMALL = 400;
    private static final int LARGE = 5000;

    private final List<Digest> digests = new ArrayList<>();
    private final Map<Digest, byte[]> bytes = new HashMap<>();

    Contents(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < BLOBS; i++) {
            byte[] blob = new byte[i % 3 == 0 ? SMALL : LARGE];
            random.nextBytes(blob);
            Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
            digests.add(digest);
            bytes.put(digest, blob);
        }
    }

    Digest any(Random random) {
        return digests.get(random.nextInt(digests.size()));
    }

    byte[] bytes(Digest blob) {
        return bytes.getOrDefault(blob, new byte[0]);
    }

    /** An image of some of them. */
    Bytes image(List<Digest> blobs, Optional<Digest> subject) {
        String layers = blobs.stream().skip(1).map(this::descriptor).collect(Collectors.joining(","));
        String about = subject.map(digest -> ",\"subject\":" + manifest(digest)).orElse("");
        String json = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                + descriptor(blobs.getFirst()) + ",\"layers\":[" + layers + "]" + about + "}";
        return Bytes.of(json.getBytes(UTF_8));
    }

    /** An index of some images. */
    static Bytes index(List<Digest> images) {
        String manifests = images.stream().map(Contents::manifest).collect(Collectors.joining(","));
        String json = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + manifests + "]}";
        return Bytes.of(json.getBytes(UTF_8));
    }

    private String descriptor(Digest blob) {
        return "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"" + blob + "\",\"size\":"
                + bytes(blob).length + "}";
    }

    private static String manifest(Digest digest) {
        return "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"" + digest
                + "\",\"size\":1}";
    }
}
