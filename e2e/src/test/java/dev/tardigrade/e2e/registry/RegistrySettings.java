package dev.tardigrade.e2e.registry;

import dev.tardigrade.e2e.beds.StorjNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A configuration as the operator writes it: keys by environment, all else in the file.
 *
 * @param more sections of the file
 */
public record RegistrySettings(URI endpoint, String bucket, String accessKey, String secretKey, String more)
        implements RegistryConfiguration {

    public RegistrySettings(URI endpoint, String bucket, String accessKey, String secretKey) {
        this(endpoint, bucket, accessKey, secretKey, "");
    }

    public static RegistrySettings on(StorjNetwork storj, String bucket) {
        return new RegistrySettings(storj.endpoint(), bucket, storj.accessKey(), storj.secretKey());
    }

    public RegistrySettings withEndpoint(URI other) {
        return new RegistrySettings(other, bucket, accessKey, secretKey, more);
    }

    public RegistrySettings withSecretKey(String other) {
        return new RegistrySettings(endpoint, bucket, accessKey, other, more);
    }

    /**
     * The same for one of several replicas on loopback.
     *
     * @param port at which it is a peer
     * @param peers ports of all
     */
    public RegistrySettings withPeers(int port, List<Integer> peers) {
        String addresses = peers.stream().map(peer -> "127.0.0.1:" + peer).collect(Collectors.joining(","));
        String section =
                "cluster: {addr: \"127.0.0.1:%d\", self: 127.0.0.1, peers: \"%s\"}\n".formatted(port, addresses);
        return new RegistrySettings(endpoint, bucket, accessKey, secretKey, more + section);
    }

    @Override
    public Path write(Path folder, int port, int debugPort) {
        String text = """
                version: 0.1
                log: {level: info, formatter: json}
                storage:
                  s3:
                    region: us-east-1
                    regionendpoint: %s
                    bucket: %s
                    forcepathstyle: true
                    secure: false
                  delete: {enabled: true}
                http:
                  addr: 127.0.0.1:%d
                  debug: {addr: "127.0.0.1:%d", prometheus: {enabled: true}}
                %s""".formatted(endpoint, bucket, port, debugPort, more);
        try {
            return Files.writeString(folder.resolve("config.yml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "REGISTRY_STORAGE_S3_ACCESSKEY",
                accessKey,
                "REGISTRY_STORAGE_S3_SECRETKEY",
                secretKey,
                "REGISTRY_HTTP_SECRET",
                "the same for all replicas of a test");
    }
}
