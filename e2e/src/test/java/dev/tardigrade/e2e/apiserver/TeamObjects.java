package dev.tardigrade.e2e.apiserver;

import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;

/** What the operator has made for the Registry {@code team-a} of a test's namespace. */
final class TeamObjects {

    private TeamObjects() {}

    static Service service(TestNamespace namespace, String name) {
        return namespace
                .client()
                .services()
                .inNamespace(namespace.name())
                .withName(name)
                .get();
    }

    static Deployment deployment(TestNamespace namespace) {
        return namespace
                .client()
                .apps()
                .deployments()
                .inNamespace(namespace.name())
                .withName("team-a")
                .get();
    }
}
