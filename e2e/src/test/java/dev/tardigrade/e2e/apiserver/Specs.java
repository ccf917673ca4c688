package dev.tardigrade.e2e.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Specs of Registries, and a grant that is well-formed. */
public final class Specs {

    public static final String SMALLEST = "storage: {storj: {accessGrantSecretRef: {name: storj-access}}}";

    private static final Path VECTORS = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("operator/src/test/resources/dev/tardigrade/operator/grant/vectors.json");

    private Specs() {}

    /** A grant of a network that does not exist. Nothing here talks to Storj. */
    public static String grant() {
        try {
            return Serialization.unmarshal(Files.readString(VECTORS), JsonNode.class)
                    .at("/parents/0/grant")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
