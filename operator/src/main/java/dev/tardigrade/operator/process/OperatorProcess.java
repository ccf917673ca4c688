package dev.tardigrade.operator.process;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.RegistryReconciler;
import dev.tardigrade.operator.registry.Surroundings;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operator, wired together. */
public final class OperatorProcess implements AutoCloseable {

    private static final String CONTROLLER = "registry";

    /** Passes that are under way when the process is to end get this long. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * Passes at a time. Each waits for the API server most of the time, and holds what it has read meanwhile: more of them would be no sooner
     * done on few processors, and memory is what runs short first.
     */
    private static final int PASSES_AT_A_TIME = 10;

    private static final int MORE_TRIES_OF_A_CALL = 1;

    /** Longer than the API server waits for an admission webhook, so that it says which one does not answer. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(35);

    /** For all lists at the start: they come a few objects at a time, and anybody may add to what they go through. */
    private static final Duration FIRST_LISTS = Duration.ofMinutes(15);

    /** At namespaces that cannot be watched. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final Operator operator;
    private final KubernetesClient client;
    private final HttpEndpoints endpoints;

    /** Null where this is the only replica. */
    private final @Nullable Leadership leadership;

    private final Consumer<Runnable> whenMore;

    private OperatorProcess(
            Operator operator,
            KubernetesClient client,
            HttpEndpoints endpoints,
            @Nullable Leadership leadership,
            Consumer<Runnable> whenMore) {
        this.operator = operator;
        this.client = client;
        this.endpoints = endpoints;
        this.leadership = leadership;
        this.whenMore = whenMore;
    }

    /**
     * Starts it. Returns when it works, or waits to become the leader.
     *
     * @throws IOException where the address of the endpoints cannot be used
     */
    public static OperatorProcess start(Settings settings) throws IOException {
        var metrics = new Metrics();
        var leadership = settings.lease().map(Leadership::new).orElse(null);
        // A connection for each watch, as each web socket has: a server lets only so many calls be under way on one,
        // and namespaces may be many.
        var client = client(config().withHttp2Disable(true), metrics).build();
        var operator = new Operator(overrider -> configure(overrider, client, metrics, leadership));
        var endpoints = HttpEndpoints.start(settings.address(), new Health(operator.getRuntimeInfo()), metrics);
        var cluster = cluster(client);
        var rights = new NamespaceRights(client, settings.namespaces(), BETWEEN_LOOKS);
        var namespaces = settings.namespaces().isEmpty() ? Set.<String>of() : rights.given();
        operator.register(
                new RegistryReconciler(new Surroundings(
                        client,
                        () -> line(client, metrics),
                        namespaces,
                        cluster,
                        settings.images(),
                        InstantSource.system(),
                        new SecureRandom(),
                        metrics.registry(),
                        settings.resync())),
                overrider -> configure(overrider, settings, namespaces));
        operator.start();
        return new OperatorProcess(operator, client, endpoints, leadership, then -> rights.whenMore(namespaces, then));
    }

    /** Runs it once, when there is more that may be watched: it should be started anew then. */
    public void whenMore(Runnable startAnew) {
        whenMore.accept(startAnew);
    }

    /** Finishes what is under way, and gives the lease back. */
    @Override
    public void close() {
        if (leadership != null) {
            leadership.resign();
        }
        operator.stop();
        if (leadership != null) {
            leadership.giveBack(client);
        }
        client.close();
        endpoints.close();
    }

    /**
     * By default a watch is a web socket; one whose connection ends amid a frame may end with nobody told. And a call that the API server fails is
     * tried 10 times, which holds a pass up for 20 seconds: passes are repeated anyway.
     */
    private static ConfigBuilder config() {
        return new ConfigBuilder()
                .withOnlyHttpWatches(true)
                .withRequestRetryBackoffLimit(MORE_TRIES_OF_A_CALL)
                .withRequestTimeout((int) LONGEST_CALL.toMillis());
    }

    private static KubernetesClientBuilder client(ConfigBuilder config, Metrics metrics) {
        return new KubernetesClientBuilder()
                .withConfig(config.build())
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor(
                                ApiCallTimes.NAME, new ApiCallTimes(metrics.registry()))
                        .addOrReplaceInterceptor(LeaseCalls.NAME, new LeaseCalls())
                        .addOrReplaceInterceptor(AsciiWatches.NAME, new AsciiWatches()));
    }

    /**
     * For watches that share a connection: 1000 connections, with their buffers for TLS, fill the memory. So do the threads that each client has
     * for what its watches bring, and what Jackson knows of classes for each.
     */
    private static KubernetesClient line(KubernetesClient client, Metrics metrics) {
        return client(config(), metrics)
                .withKubernetesSerialization(client.getKubernetesSerialization())
                .withTaskExecutor(Thread::startVirtualThread)
                .build();
    }

    private static ClusterIdentity cluster(KubernetesClient client) {
        var namespace = client.namespaces().withName("kube-system").get();
        if (namespace == null) {
            throw new IllegalStateException("the cluster has no namespace kube-system, whose UID tells clusters apart");
        }
        return new ClusterIdentity(namespace.getMetadata().getUid());
    }

    private static void configure(
            ConfigurationServiceOverrider overrider,
            KubernetesClient client,
            Metrics metrics,
            @Nullable Leadership leadership) {
        overrider
                .withKubernetesClient(client)
                // the lease is given back by it after the stop
                .withCloseClientOnStop(false)
                .withReconciliationTerminationTimeout(GRACE)
                .withConcurrentReconciliationThreads(PASSES_AT_A_TIME)
                .withCacheSyncTimeout(FIRST_LISTS)
                // A list that fails at the start, as beside many others it may, is asked for again; readiness waits.
                .withStopOnInformerErrorDuringStartup(false)
                .withUseSSAToPatchPrimaryResource(true)
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(metrics.registry()));
        if (leadership != null) {
            overrider.withLeaderElectionConfiguration(leadership.configuration());
        }
    }

    private static void configure(
            ControllerConfigurationOverrider<Registry> overrider, Settings settings, Set<String> namespaces) {
        overrider
                .withName(CONTROLLER)
                .withFieldManager(Names.FIELD_MANAGER)
                .withRetry(new GenericRetry()
                        .setInitialInterval(Duration.ofSeconds(1).toMillis())
                        .setIntervalMultiplier(2)
                        .setMaxInterval(Duration.ofSeconds(30).toMillis())
                        .withoutMaxAttempts())
                // Its own finalizer is put on only where it is needed, so that the framework's rules do not do.
                .withTriggerReconcilerOnAllEvents(true)
                .withReconciliationMaxInterval(settings.resync());
        if (namespaces.isEmpty()) {
            overrider.watchingAllNamespaces();
        } else {
            overrider.settingNamespaces(namespaces);
        }
        if (namespaces.size() <= 1) {
            overrider.withItemStore(RegistryReconciler.store());
        }
    }
}
