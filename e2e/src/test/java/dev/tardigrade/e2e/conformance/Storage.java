package dev.tardigrade.e2e.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a registry keeps its images.
 *
 * @param section lines of the configuration below {@code storage}
 * @param environment that holds the keys
 */
record Storage(String section, Map<String, String> environment) {

    Storage {
        environment = Map.copyOf(environment);
    }

    static Storage files(Path folder) {
        return new Storage("  filesystem: {rootdirectory: \"" + folder + "\"}\n", Map.of());
    }

    static Storage s3(URI endpoint, String accessKey, String secretKey, String bucket) {
        return new Storage(
                "  s3: {regionendpoint: \"" + endpoint + "\", bucket: " + bucket + ", forcepathstyle: true}\n",
                Map.of("REGISTRY_STORAGE_S3_ACCESSKEY", accessKey, "REGISTRY_STORAGE_S3_SECRETKEY", secretKey));
    }
}
