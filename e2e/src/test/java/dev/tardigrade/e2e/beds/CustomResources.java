package dev.tardigrade.e2e.beds;

import java.nio.file.Path;

/** CRDs of others. */
public final class CustomResources {

    private CustomResources() {}

    /** The HTTPRoutes of the Gateway API, as they are released. */
    public static Path httpRoutes() {
        return Path.of(Command.of(Bed.SCRIPT, "crds", "gateway-api").run().strip())
                .resolve("gateway.networking.k8s.io_httproutes.yaml");
    }
}
