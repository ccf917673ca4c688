package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.store.SmallSecretStore;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Watches the Secrets that Registries name, each by its name: memory grows with the Registries and not with the Secrets of the cluster. A
 * Secret that appears, changes or goes wakes up those who name it.
 */
final class SecretWatches extends AbstractEventSource<Secret, Registry> implements ResourceEventAware<Registry> {

    /** Without it a watch ends for good where an answer is not whole, and nobody is told. */
    static final ExceptionHandler RETRIES = (started, _) -> started;

    private final WatchLines lines;
    private final Map<ResourceID, Watch> watches = new ConcurrentHashMap<>();
    private final Map<ResourceID, Set<ResourceID>> named = new ConcurrentHashMap<>();

    SecretWatches(WatchLines lines) {
        super(Secret.class, "referenced-secrets");
        this.lines = lines;
    }

    /**
     * The Secrets of these names that are there, and from now on an event whenever one of them changes. The first call for a name waits
     * until the API server has answered.
     */
    ReferencedSecrets get(Registry registry, Set<String> names) {
        var id = ResourceID.fromResource(registry);
        var secrets = names.stream()
                .map(name -> new ResourceID(name, registry.getMetadata().getNamespace()))
                .collect(Collectors.toUnmodifiableSet());
        var before = named.put(id, secrets);
        if (before != null) {
            before.stream().filter(secret -> !secrets.contains(secret)).forEach(secret -> release(secret, id));
        }
        var watched = secrets.stream()
                .map(secret -> watches.compute(secret, (_, known) -> (known == null ? start(secret) : known).with(id)))
                .toList();
        return new ReferencedSecrets(
                watched.stream().flatMap(watch -> watch.store().values()).toList(),
                watched.stream()
                        .filter(watch -> watch.store().isTooLarge())
                        .flatMap(watch -> watch.store().values())
                        .map(secret -> secret.getMetadata().getName())
                        .collect(Collectors.toUnmodifiableSet()),
                null);
    }

    /** To be called from a pass, too: one that began before the end of the Registry may start watches after it. */
    void forget(Registry registry) {
        var id = ResourceID.fromResource(registry);
        var secrets = named.remove(id);
        if (secrets != null) {
            secrets.forEach(secret -> release(secret, id));
        }
    }

    @Override
    public void onResourceDeleted(Registry registry) {
        forget(registry);
    }

    @Override
    public Set<Secret> getSecondaryResources(Registry registry) {
        return Set.of();
    }

    @Override
    public void stop() {
        super.stop();
        watches.values().forEach(watch -> watch.informer().close());
        watches.clear();
        named.clear();
        lines.close();
    }

    private void release(ResourceID secret, ResourceID registry) {
        watches.computeIfPresent(secret, (_, watch) -> {
            watch.registries().remove(registry);
            if (!watch.registries().isEmpty()) {
                return watch;
            }
            watch.informer().close();
            lines.giveBack(watch.line());
            return null;
        });
    }

    private Watch start(ResourceID secret) {
        Set<ResourceID> registries = ConcurrentHashMap.newKeySet();
        var store = new SmallSecretStore();
        var line = lines.take();
        try {
            var informer = line.secrets()
                    .inNamespace(secret.getNamespace().orElseThrow())
                    .withName(secret.getName())
                    .runnableInformer(0)
                    .itemStore(store)
                    .exceptionHandler(RETRIES)
                    .addEventHandler(new WakeUp(registries));
            informer.run();
            return new Watch(informer, store, line, registries);
        } catch (KubernetesClientException e) {
            lines.giveBack(line);
            throw e;
        }
    }

    private record Watch(
            SharedIndexInformer<Secret> informer,
            SmallSecretStore store,
            KubernetesClient line,
            Set<ResourceID> registries) {

        Watch with(ResourceID registry) {
            registries.add(registry);
            return this;
        }
    }

    private final class WakeUp implements ResourceEventHandler<Secret> {

        private final Set<ResourceID> registries;

        WakeUp(Set<ResourceID> registries) {
            this.registries = registries;
        }

        @Override
        public void onAdd(Secret secret) {
            wakeUp();
        }

        @Override
        public void onUpdate(Secret before, Secret after) {
            wakeUp();
        }

        @Override
        public void onDelete(Secret secret, boolean unknown) {
            wakeUp();
        }

        private void wakeUp() {
            registries.forEach(registry -> getEventHandler().handleEvent(new Event(registry)));
        }
    }
}
