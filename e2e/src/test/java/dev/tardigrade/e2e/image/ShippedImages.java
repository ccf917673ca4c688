package dev.tardigrade.e2e.image;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The images that the manifests name for the pods of Registries.
 *
 * @param registry of the server
 * @param gateway of the gateway to Storj
 */
public record ShippedImages(String registry, String gateway) {

    public static final String REGISTRY_VARIABLE = "RELATED_IMAGE_REGISTRY";
    public static final String GATEWAY_VARIABLE = "RELATED_IMAGE_GATEWAY";

    private static final Path DEPLOYMENT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("manifests/install/base/deployment.yaml");

    /** Reads them. */
    public static ShippedImages read() {
        try {
            List<EnvVar> variables = Serialization.unmarshal(Files.readString(DEPLOYMENT), Deployment.class)
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .getFirst()
                    .getEnv();
            return new ShippedImages(value(variables, REGISTRY_VARIABLE), value(variables, GATEWAY_VARIABLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(List<EnvVar> variables, String name) {
        return variables.stream()
                .filter(variable -> name.equals(variable.getName()))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** The version of the server, which is that of the whole. */
    public String version() {
        return registry.substring(registry.lastIndexOf(':') + 1);
    }
}
