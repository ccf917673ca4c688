package dev.tardigrade.operator.registry;

import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.store.PackedStore;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Watches the objects of one optional kind that carry our labels. */
record OptionalWatch(List<SharedIndexInformer<GenericKubernetesResource>> informers) implements AutoCloseable {

    private static final String BY_REGISTRY = "registry";

    /** Returns when all that is there is known. */
    static OptionalWatch start(
            KubernetesClient client,
            OptionalKind kind,
            Set<String> namespaces,
            Predicate<HasMetadata> ours,
            Consumer<ResourceID> changed) {
        var objects = client.genericKubernetesResources(new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(OptionalKind.VERSION)
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withNamespaced(true)
                .build());
        var informers = (namespaces.isEmpty()
                        ? Stream.of(objects.inAnyNamespace())
                        : namespaces.stream().map(objects::inNamespace))
                .map(scope -> scope.withLabelSelector(Labels.SELECTOR)
                        .withLimit(Belongings.PAGE)
                        .runnableInformer(0))
                .toList();
        var watch = new OptionalWatch(informers);
        try {
            informers.forEach(informer -> run(informer, client, ours, changed));
            return watch;
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    private static void run(
            SharedIndexInformer<GenericKubernetesResource> informer,
            KubernetesClient client,
            Predicate<HasMetadata> ours,
            Consumer<ResourceID> changed) {
        informer.itemStore(new PackedStore<>(
                        GenericKubernetesResource.class, client.getKubernetesSerialization(), ours, _ -> {}))
                .exceptionHandler(SecretWatches.RETRIES)
                .addIndexers(Map.of(BY_REGISTRY, object -> List.of(key(id(object)))))
                .addEventHandler(new Notice(changed))
                .run();
    }

    Stream<GenericKubernetesResource> of(ResourceID registry) {
        return informers.stream()
                .flatMap(informer -> informer.getIndexer().byIndex(BY_REGISTRY, key(registry)).stream())
                // what is not ours was seen and is not kept
                .filter(Objects::nonNull);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private static ResourceID id(GenericKubernetesResource object) {
        return new ResourceID(
                object.getMetadata().getLabels().getOrDefault(Labels.INSTANCE, ""),
                object.getMetadata().getNamespace());
    }

    private static String key(ResourceID registry) {
        return registry.getNamespace().orElse("") + "/" + registry.getName();
    }

    private record Notice(Consumer<ResourceID> changed) implements ResourceEventHandler<GenericKubernetesResource> {

        @Override
        public void onAdd(GenericKubernetesResource object) {
            changed.accept(id(object));
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
            changed.accept(id(after));
        }

        @Override
        public void onDelete(GenericKubernetesResource object, boolean unknown) {
            changed.accept(id(object));
        }
    }
}
