package dev.tardigrade.e2e.beds;

import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CRDs of others. */
public final class CustomResources {

    /** The parts of cert-manager's Certificates that matter here. */
    public static final Path CERTIFICATES = Path.of("src/test/resources/crds/certificates.yaml");

    /** The parts of the Prometheus operator's ServiceMonitors and PrometheusRules that matter here. */
    public static final Path MONITORING = Path.of("src/test/resources/crds/monitoring.yaml");

    private CustomResources() {}

    /** Returns when the API server has taken them. */
    public static void put(Cluster cluster, Path crds) {
        kubectl(cluster, "apply", "-f", crds);
    }

    /** With all objects of theirs; also where they are not there. */
    public static void remove(Cluster cluster, Path crds) {
        kubectl(cluster, "delete", "--ignore-not-found", "-f", crds);
    }

    private static void kubectl(Cluster cluster, Object... arguments) {
        Command.of(Stream.concat(
                                Stream.of(cluster.kubectl(), "--kubeconfig", cluster.kubeconfig()),
                                Stream.of(arguments))
                        .toArray())
                .run();
    }

    /** The HTTPRoutes of the Gateway API, as they are released. */
    public static Path httpRoutes() {
        return Path.of(Command.of(Bed.SCRIPT, "crds", "gateway-api").run().strip())
                .resolve("gateway.networking.k8s.io_httproutes.yaml");
    }

    /** Argo CD's Applications, Flux's Kustomizations and GitRepositories, as they are released. */
    public static List<Path> gitOps() {
        return Command.of(Bed.SCRIPT, "crds", "gitops")
                .run()
                .lines()
                .map(Path::of)
                .toList();
    }
}
