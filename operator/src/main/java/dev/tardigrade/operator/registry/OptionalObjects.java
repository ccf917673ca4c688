package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.InstalledKinds;
import dev.tardigrade.operator.registry.model.OptionalKind;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of kinds that not every cluster knows. Looks again and again which kinds there are: watches those that appear, lets go of
 * those that vanish, and wakes all Registries up either way.
 */
final class OptionalObjects extends AbstractEventSource<GenericKubernetesResource, Registry>
        implements ResourceEventAware<Registry> {

    private static final Logger LOG = LoggerFactory.getLogger(OptionalObjects.class);
    private static final Duration PERIOD = Duration.ofSeconds(15);

    /** Before Registries are looked at: a kind that is not known would be told as one that the cluster has not. */
    private static final int FIRST_TRIES = 20;

    private static final Duration BETWEEN_FIRST_TRIES = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Predicate<HasMetadata> ours;
    private final Map<OptionalKind, OptionalWatch> watches = new ConcurrentHashMap<>();

    /** What the cluster had at the last look, whether it can be watched or not: what cannot is not what it lacks. */
    private volatile InstalledKinds installed = InstalledKinds.NONE;

    private final Set<ResourceID> registries = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("optional-kinds").factory());

    OptionalObjects(KubernetesClient client, Set<String> namespaces, Predicate<HasMetadata> ours) {
        super(GenericKubernetesResource.class, "optional-kinds");
        this.client = client;
        this.namespaces = namespaces;
        this.ours = ours;
    }

    private enum Outcome {
        SAME,
        CHANGED,
        FAILED
    }

    InstalledKinds installed() {
        return installed;
    }

    /** The objects of a Registry, and from now on an event whenever they change, or a kind comes or goes. */
    List<GenericKubernetesResource> of(Registry registry) {
        var id = ResourceID.fromResource(registry);
        registries.add(id);
        return watches.values().stream().flatMap(watch -> watch.of(id)).toList();
    }

    @Override
    public void start() {
        super.start();
        for (int tries = 1; !look() && tries < FIRST_TRIES; tries++) {
            pause();
        }
        var _ = pace.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        super.stop();
        pace.shutdownNow();
        watches.values().forEach(OptionalWatch::close);
        watches.clear();
    }

    @Override
    public void onResourceDeleted(Registry registry) {
        registries.remove(ResourceID.fromResource(registry));
    }

    @Override
    public Set<GenericKubernetesResource> getSecondaryResources(Registry registry) {
        return Set.of();
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_FIRST_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended while it waited for the API server", e);
        }
    }

    /** One kind that cannot be watched leaves the others as they are. Nothing ends the looking. False where it has not found out all. */
    private boolean look() {
        try {
            var there = new InstalledKinds(there());
            var outcomes = Stream.of(OptionalKind.values())
                    .map(kind -> follow(kind, there.has(kind)))
                    .collect(Collectors.toSet());
            var changed = outcomes.contains(Outcome.CHANGED) || !there.equals(installed);
            installed = there;
            if (changed) {
                registries.forEach(this::wakeUp);
            }
            return !outcomes.contains(Outcome.FAILED);
        } catch (RuntimeException e) {
            LOG.warn("which optional kinds there are cannot be found out now: {}", e.getMessage());
            return false;
        }
    }

    private Outcome follow(OptionalKind kind, boolean there) {
        try {
            return (there ? appear(kind) : vanish(kind)) ? Outcome.CHANGED : Outcome.SAME;
        } catch (RuntimeException e) {
            LOG.warn("kind {} cannot be watched now: {}", kind.kind(), e.getMessage());
            return Outcome.FAILED;
        }
    }

    private Set<OptionalKind> there() {
        var kinds = EnumSet.noneOf(OptionalKind.class);
        Stream.of(OptionalKind.values())
                .collect(Collectors.groupingBy(OptionalKind::apiVersion))
                .forEach((apiVersion, candidates) -> {
                    var list = client.getApiResources(apiVersion);
                    if (list != null) {
                        candidates.stream()
                                .filter(kind -> list.getResources().stream()
                                        .anyMatch(resource -> kind.plural().equals(resource.getName())))
                                .forEach(kinds::add);
                    }
                });
        return kinds;
    }

    private boolean appear(OptionalKind kind) {
        if (watches.containsKey(kind)) {
            return false;
        }
        LOG.info("kind {} is there: using it", kind.kind());
        watches.put(kind, OptionalWatch.start(client, kind, namespaces, ours, this::wakeUp));
        return true;
    }

    private boolean vanish(OptionalKind kind) {
        var watch = watches.remove(kind);
        if (watch == null) {
            return false;
        }
        LOG.info("kind {} is gone: doing without it", kind.kind());
        watch.close();
        return true;
    }

    private void wakeUp(ResourceID registry) {
        if (registries.contains(registry)) {
            getEventHandler().handleEvent(new Event(registry));
        }
    }
}
