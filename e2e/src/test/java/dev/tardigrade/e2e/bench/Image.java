package dev.tardigrade.e2e.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An image that no registry has seen yet, with all its digests computed. */
record Image(Blob config, List<Blob> layers, Payload manifest, String digest) {

    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    Image {
        layers = List.copyOf(layers);
    }

    record Blob(Payload payload, String digest) {

        static Blob of(Payload payload) {
            return new Blob(payload, payload.digest());
        }

        Blob slow() {
            return new Blob(payload.slow(), digest);
        }

        private String descriptor(String mediaType) {
            return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(mediaType, digest, payload.size());
        }
    }

    static Image of(int layers, long layerBytes) {
        List<Blob> blobs = IntStream.range(0, layers)
                .mapToObj(_ -> Blob.of(Payload.fresh(layerBytes)))
                .toList();
        Blob config = Blob.of(text("{\"architecture\":\"amd64\",\"os\":\"linux\",\"created_by\":\"" + Seeds.next()
                + "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"));
        Payload manifest = text("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        MANIFEST,
                        config.descriptor("application/vnd.oci.image.config.v1+json"),
                        blobs.stream()
                                .map(blob -> blob.descriptor("application/vnd.oci.image.layer.v1.tar"))
                                .collect(Collectors.joining(","))));
        return new Image(config, blobs, manifest, manifest.digest());
    }

    /** The same, as a slow client sends it. */
    Image slow() {
        return new Image(config, layers.stream().map(Blob::slow).toList(), manifest, digest);
    }

    List<Blob> blobs() {
        List<Blob> all = new ArrayList<>(layers);
        all.add(config);
        return all;
    }

    private static Payload text(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
