package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the Secrets that Registries name, each by its name: memory grows with the Registries and not with the Secrets of the cluster. A
 * Secret that appears, changes or goes wakes up those who name it.
 */
final class SecretWatches extends AbstractEventSource<Secret, Registry> implements ResourceEventAware<Registry> {

    private final KubernetesClient client;
    private final Map<ResourceID, Watch> watches = new ConcurrentHashMap<>();
    private final Map<ResourceID, ResourceID> named = new ConcurrentHashMap<>();

    SecretWatches(KubernetesClient client) {
        super(Secret.class, "referenced-secrets");
        this.client = client;
    }

    /** The Secret, and from now on an event whenever it changes. The first call waits until the API server has answered. */
    Optional<Secret> get(Registry registry, String name) {
        var id = ResourceID.fromResource(registry);
        var secret = new ResourceID(name, registry.getMetadata().getNamespace());
        var before = named.put(id, secret);
        if (before != null && !before.equals(secret)) {
            release(before, id);
        }
        var watch = watches.compute(secret, (_, known) -> (known == null ? start(secret) : known).with(id));
        return watch.informer().getStore().list().stream().findFirst();
    }

    void forget(Registry registry) {
        var id = ResourceID.fromResource(registry);
        var secret = named.remove(id);
        if (secret != null) {
            release(secret, id);
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
    }

    private void release(ResourceID secret, ResourceID registry) {
        watches.computeIfPresent(secret, (_, watch) -> {
            watch.registries().remove(registry);
            if (!watch.registries().isEmpty()) {
                return watch;
            }
            watch.informer().close();
            return null;
        });
    }

    private Watch start(ResourceID secret) {
        Set<ResourceID> registries = ConcurrentHashMap.newKeySet();
        var informer = client.secrets()
                .inNamespace(secret.getNamespace().orElseThrow())
                .withName(secret.getName())
                .inform(new WakeUp(registries));
        return new Watch(informer, registries);
    }

    private record Watch(SharedIndexInformer<Secret> informer, Set<ResourceID> registries) {

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
