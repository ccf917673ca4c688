package dev.tardigrade.e2e.install;

import dev.tardigrade.e2e.beds.BedProgram;
import dev.tardigrade.e2e.beds.Cluster;
import dev.tardigrade.e2e.beds.ServiceAccountName;
import dev.tardigrade.e2e.beds.TestNamespace;
import dev.tardigrade.e2e.process.Command;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** An operator that is installed beside others, in a namespace of its own: no pod runs, but its account and its variables are there. */
record Installation(Cluster cluster, TestNamespace home, String name) {

    private static final Predicate<HasMetadata> SHARED =
            object -> object instanceof CustomResourceDefinition || object instanceof Namespace;

    /** The kustomization with its namespaces replaced; its objects of the whole cluster get names of their own. */
    static Installation byKustomization(Cluster cluster, Scope scope, TestNamespace home, List<String> watched) {
        String yaml = Manifests.kustomize(cluster, Manifests.kustomization(scope))
                .replace(Manifests.NAMESPACE, home.name())
                .replace("replicas: 1", "replicas: 0")
                .replace(Scope.EXAMPLES.getFirst() + "," + Scope.EXAMPLES.getLast(), String.join(",", watched))
                .replace("name: " + Manifests.NAME, "name: " + Manifests.NAME + "-" + home.name())
                .replace("Name: " + Manifests.NAME, "Name: " + Manifests.NAME + "-" + home.name());
        for (int i = 0; i < watched.size(); i++) {
            yaml = yaml.replace("namespace: " + Scope.EXAMPLES.get(i) + "\n", "namespace: " + watched.get(i) + "\n");
        }
        Manifests.objects(cluster.client(), yaml).stream()
                .filter(SHARED.negate())
                .forEach(object -> cluster.client().resource(object).serverSideApply());
        return new Installation(cluster, home, Manifests.NAME + "-" + home.name());
    }

    /** A release; the CRDs are there already. */
    static Installation byChart(Cluster cluster, Scope scope, TestNamespace home, List<String> watched) {
        Command install = Manifests.helm("install", home.name(), home.name())
                .and("--set", "replicas=0,crds.install=false,watch.scope=" + scope.word());
        (scope == Scope.LIST ? install.and("--set", Manifests.namespaces(watched)) : install)
                .with(Map.of("KUBECONFIG", cluster.kubeconfig().toString()))
                .run();
        return new Installation(cluster, home, home.name() + "-" + Manifests.NAME);
    }

    void uninstallRelease() {
        Command.of(BedProgram.HELM.path(), "uninstall", home.name(), "--namespace", home.name())
                .with(Map.of("KUBECONFIG", cluster.kubeconfig().toString()))
                .run();
    }

    ServiceAccountName account() {
        return new ServiceAccountName(home.name(), name);
    }

    /** The variables that its pod would have. */
    Map<String, String> environment() {
        return cluster
                .client()
                .apps()
                .deployments()
                .inNamespace(home.name())
                .withName(name)
                .require()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .stream()
                .collect(Collectors.toUnmodifiableMap(EnvVar::getName, this::value));
    }

    private String value(EnvVar variable) {
        return variable.getValueFrom() == null ? Objects.requireNonNullElse(variable.getValue(), "") : home.name();
    }
}
