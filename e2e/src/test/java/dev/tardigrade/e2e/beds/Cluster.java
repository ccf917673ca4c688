package dev.tardigrade.e2e.beds;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A running Kubernetes API server with its controllers; pods run only where a {@link Node} is. */
public final class Cluster implements AutoCloseable {

    private static final long TOKEN_SECONDS = 3600;

    private final Bed bed;
    private final KubernetesClient client;
    private final AtomicInteger namespaces = new AtomicInteger();

    Cluster(Bed bed) {
        this.bed = bed;
        this.client = new KubernetesClientBuilder().withConfig(config(bed)).build();
    }

    /** Starts one for a program that is no test; the caller closes it. */
    public static Cluster start() {
        return new Cluster(Bed.start(BedKind.CLUSTER, Map.of()));
    }

    /** For a process under test: cluster administrator. */
    public Path kubeconfig() {
        return bed.path("kubeconfig");
    }

    public Path kubectl() {
        return bed.path("kubectl");
    }

    /** Each write that the API server has answered, one JSON object a line (audit.k8s.io/v1, level Metadata), in order. */
    public Path auditLog() {
        return bed.path("audit");
    }

    /** Cluster administrator; belongs to the cluster, do not close it. */
    public KubernetesClient client() {
        return client;
    }

    /**
     * Writes a kubeconfig with the rights of a service account only, for a process that shall run under the RBAC that is shipped.
     *
     * @param account must exist
     * @param file overwritten
     */
    public Path kubeconfigOf(ServiceAccountName account, Path file) {
        return Kubeconfig.of(config(bed), tokenOf(account)).write(file);
    }

    /** The same for a process that reaches the API server by another way. */
    public Path kubeconfigOf(ServiceAccountName account, URI server, Path file) {
        return new Kubeconfig(server, config(bed).getCaCertData(), tokenOf(account)).write(file);
    }

    /** A client with the rights of a service account only; the caller closes it. */
    public KubernetesClient clientOf(ServiceAccountName account) {
        Config admin = config(bed);
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(admin.getMasterUrl())
                        .withCaCertData(admin.getCaCertData())
                        .withOauthToken(tokenOf(account))
                        .withAutoConfigure(false)
                        .build())
                .build();
    }

    /** A new namespace, for pods under restricted Pod Security; the caller deletes it, or takes a {@link TestNamespace} as parameter instead. */
    public TestNamespace newNamespace() {
        String name = "test-" + ProcessHandle.current().pid() + "-" + namespaces.incrementAndGet();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
        return new TestNamespace(name, client);
    }

    private String tokenOf(ServiceAccountName account) {
        return client.serviceAccounts()
                .inNamespace(account.namespace())
                .withName(account.name())
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private static Config config(Bed bed) {
        return Config.fromKubeconfig(bed.path("kubeconfig").toFile());
    }

    @Override
    public void close() {
        client.close();
        bed.close();
    }
}
