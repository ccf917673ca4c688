package dev.tardigrade.e2e.beds;

import dev.tardigrade.e2e.process.Command;
import java.nio.file.Path;
import java.util.List;

/** CRDs of others. */
public final class CustomResources {

    private CustomResources() {}

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
