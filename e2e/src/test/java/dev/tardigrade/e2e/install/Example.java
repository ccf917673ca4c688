package dev.tardigrade.e2e.install;

import dev.tardigrade.e2e.apiserver.Specs;
import dev.tardigrade.e2e.apiserver.TestRegistry;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.process.Command;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Registry that we ship for others to begin with, and the commands in its comment that make the Secrets it needs. */
record Example(Path file) {

    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("manifests/examples");
    private static final Pattern COMMAND = Pattern.compile("(?m)^# .*?(kubectl create secret .*)$");

    /** For what stands in the place of a password. */
    private static final String ELLIPSIS = "…";

    static Stream<Example> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().map(Example::new).toList().stream();
        }
    }

    /** The files that the commands read. */
    static void putFiles(Path folder) throws IOException {
        Files.writeString(folder.resolve("grant.txt"), Specs.grant());
        Files.writeString(
                folder.resolve("htpasswd"), "alice:$2y$05$abcdefghijklmnopqrstuuJ7aBcDeFgHiJkLmNoPqRsTuVwXyZ012\n");
        Command.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
                .and("-subj", "/CN=registry.example.org", "-days", "30")
                .and("-keyout", folder.resolve("tls.key"), "-out", folder.resolve("tls.crt"))
                .run();
    }

    String name() {
        return Serialization.unmarshal(text(), GenericKubernetesResource.class)
                .getMetadata()
                .getName();
    }

    /** Whether clients reach it by something that a controller of others has to make. */
    boolean needsAController() {
        return text().contains("type: Ingress") || text().contains("type: Gateway");
    }

    /** Runs what its comment says. One without such a comment takes its Secret from another one's. */
    void makeSecrets(Cluster cluster, TestNamespace namespace, Path files) {
        List<String> commands =
                COMMAND.matcher(text()).results().map(found -> found.group(1)).toList();
        for (String command : commands) {
            String line = command.replace("accessGrant=" + ELLIPSIS, "accessGrant=" + Specs.grant())
                    .replace(ELLIPSIS, "something")
                    .replaceFirst(
                            "^kubectl",
                            "\"\\$KUBECTL\" --kubeconfig \"\\$CONFIGURATION\" --namespace " + namespace.name());
            Command.of("sh", "-c", "cd \"$FILES\" && " + line)
                    .with(Map.of(
                            "FILES",
                            files.toString(),
                            "KUBECTL",
                            cluster.kubectl().toString(),
                            "CONFIGURATION",
                            cluster.kubeconfig().toString()))
                    .run();
        }
        if (commands.isEmpty()) {
            new TestRegistry(namespace).putSecret("storj-access", "accessGrant", Specs.grant());
        }
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(file.getFileName());
    }
}
