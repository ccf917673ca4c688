package dev.tardigrade.e2e.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tardigrade.e2e.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image, or an index of two, of random bytes.
 *
 * @param layout folder in the OCI image layout; its one manifest is called {@link #REFERENCE}
 * @param tar the same as a file; one image is in the layout of docker save, too
 * @param layers number of layers of each image
 * @param contentBytes of the files in all layers
 */
public record TestImage(Path layout, ImageTar tar, int layers, long contentBytes) {

    /** What the image is called in its layout. */
    public static final String REFERENCE = "1";

    private static final String LOADED = "example.test/image:1";

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public static TestImage of(Path folder, int layers, int layerBytes) {
        return make(folder, List.of("amd64"), layers, layerBytes);
    }

    /** An index for two platforms. */
    public static TestImage index(Path folder, int layerBytes) {
        return make(folder, List.of("amd64", "arm64"), 1, layerBytes);
    }

    private static TestImage make(Path folder, List<String> architectures, int layers, int layerBytes) {
        try {
            Blobs blobs = new Blobs(folder);
            List<Map<String, Object>> images = new ArrayList<>();
            for (String architecture : architectures) {
                images.add(image(blobs, architecture, layers, layerBytes, architectures.size() == 1));
            }
            Map<String, Object> top =
                    images.size() == 1 ? images.getFirst() : blobs.addJson(INDEX, document("manifests", images, INDEX));
            top.put(
                    "annotations",
                    Map.of("org.opencontainers.image.ref.name", REFERENCE, "io.containerd.image.name", LOADED));
            JSON.writeValue(folder.resolve("index.json").toFile(), document("manifests", List.of(top), INDEX));
            Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
            Path tar = folder.resolveSibling(folder.getFileName() + ".tar");
            List<Object> pack =
                    new ArrayList<>(List.of("tar", "-C", folder, "-cf", tar, "oci-layout", "index.json", "blobs"));
            if (images.size() == 1) {
                pack.add("manifest.json");
            }
            Command.of(pack.toArray()).run();
            return new TestImage(folder, new ImageTar(tar, LOADED), layers, (long) images.size() * layers * layerBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> image(
            Blobs blobs, String architecture, int layers, int layerBytes, boolean alsoForDocker) throws IOException {
        List<Map<String, Object>> descriptors = new ArrayList<>();
        List<Object> digests = new ArrayList<>();
        List<Map<String, String>> history = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            Map<String, Object> layer = blobs.addLayer("layer-" + architecture + "-" + i, layerBytes);
            descriptors.add(layer);
            digests.add(layer.get("digest"));
            history.add(Map.of("created_by", "layer " + i));
        }
        Map<String, Object> platform = Map.of("architecture", architecture, "os", "linux");
        Map<String, Object> config = blobs.addJson(
                "application/vnd.oci.image.config.v1+json",
                Map.of(
                        "architecture",
                        architecture,
                        "os",
                        "linux",
                        "config",
                        Map.of("Cmd", List.of("/none")),
                        "rootfs",
                        Map.of("type", "layers", "diff_ids", digests),
                        "history",
                        history));
        if (alsoForDocker) {
            JSON.writeValue(
                    blobs.folder().resolve("manifest.json").toFile(),
                    List.of(Map.of(
                            "Config", Blobs.path(config),
                            "RepoTags", List.of(LOADED),
                            "Layers", descriptors.stream().map(Blobs::path).toList())));
        }
        Map<String, Object> manifest = document("layers", descriptors, MANIFEST);
        manifest.put("config", config);
        Map<String, Object> descriptor = blobs.addJson(MANIFEST, manifest);
        descriptor.put("platform", platform);
        return descriptor;
    }

    private static Map<String, Object> document(String key, Object value, String mediaType) {
        return new TreeMap<>(Map.of("schemaVersion", 2, "mediaType", mediaType, key, value));
    }
}
