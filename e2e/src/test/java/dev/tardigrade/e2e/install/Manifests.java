package dev.tardigrade.e2e.install;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.process.Command;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Where the manifests are, and the programs that render them. */
final class Manifests {

    /** What the kustomizations say, and the chart is told in tests. */
    static final String NAMESPACE = "tardigrade-system";

    static final String NAME = "tardigrade-operator";

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("manifests");
    private static final Path INSTALL = ROOT.resolve("install");
    private static final Path CHART = ROOT.resolve("chart").resolve(NAME);

    private Manifests() {}

    static Path kustomization(Scope scope) {
        return INSTALL.resolve(scope.folder()).normalize();
    }

    static Path monitoring() {
        return INSTALL.resolve("monitoring");
    }

    static String kustomize(Cluster cluster, Path folder) {
        return Command.of(cluster.kubectl(), "kustomize", folder).run();
    }

    /** The chart, as a release of this name in this namespace. */
    static Command helm(String command, String release, String namespace) {
        return Command.of(BedProgram.HELM.path(), command, release, CHART, "--namespace", namespace);
    }

    static Command lint() {
        return Command.of(BedProgram.HELM.path(), "lint", "--strict", CHART);
    }

    /** The chart's value that names the namespaces of {@link Scope#LIST}. */
    static String namespaces(List<String> names) {
        return "watch.namespaces={" + String.join(",", names) + "}";
    }

    static List<HasMetadata> objects(KubernetesClient client, String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }
}
