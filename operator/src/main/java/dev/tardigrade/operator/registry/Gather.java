package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.apply.Applier;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.FreshKeys;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.plan.Inputs;
import dev.tardigrade.operator.registry.plan.SecretReference;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads all that a decision about a Registry needs. Applying reads, too, where it is about to write what a watch may not have yet. */
final class Gather {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ServiceAccount.class,
            ConfigMap.class,
            Secret.class,
            PersistentVolumeClaim.class,
            Service.class,
            Deployment.class,
            Pod.class,
            Ingress.class,
            NetworkPolicy.class,
            PodDisruptionBudget.class,
            HorizontalPodAutoscaler.class);

    private final Surroundings surroundings;
    private final Applier applier;
    private final SecretWatches secrets;
    private final OptionalObjects optional;

    Gather(Surroundings surroundings, Applier applier) {
        this.surroundings = surroundings;
        this.applier = applier;
        this.secrets = new SecretWatches(surroundings.client());
        this.optional = new OptionalObjects(surroundings.client(), surroundings.namespaces());
    }

    /** What wakes a Registry up: its own objects, by label, and the Secrets that it names, one by one. */
    List<EventSource<?, Registry>> eventSources(EventSourceContext<Registry> context) {
        var sources = new ArrayList<EventSource<?, Registry>>();
        KINDS.forEach(kind -> sources.add(children(kind, context)));
        sources.add(secrets);
        sources.add(optional);
        return sources;
    }

    Inputs inputs(Registry registry, Context<Registry> context) {
        return new Inputs(
                registry,
                surroundings.cluster(),
                surroundings.images(),
                referenced(registry),
                optional.installed(),
                children(registry, context),
                FreshKeys.from(surroundings.random()),
                surroundings.clock().instant());
    }

    /** The same inputs with the Secrets that the API server has now: before new ones are made, a cache may be behind. */
    Inputs withSecretsOfNow(Inputs inputs) {
        var metadata = inputs.registry().getMetadata();
        return inputs.withSecrets(surroundings
                .client()
                .secrets()
                .inNamespace(metadata.getNamespace())
                .withLabels(Labels.of(metadata.getName()))
                .list()
                .getItems());
    }

    private ReferencedSecrets referenced(Registry registry) {
        var names = new Names(registry.getMetadata().getName());
        try {
            return new ReferencedSecrets(
                    secrets.get(registry, SecretReference.allNames(registry.getSpec(), names)), null);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return new ReferencedSecrets(
                    List.of(),
                    e.getStatus() == null ? "forbidden" : e.getStatus().getMessage());
        }
    }

    private Children children(Registry registry, Context<Registry> context) {
        var objects = new ArrayList<HasMetadata>();
        KINDS.forEach(kind -> context.getSecondaryResources(kind).stream()
                .map(applier::newest)
                .forEach(objects::add));
        objects.addAll(optional.of(registry));
        var names = new Names(registry.getMetadata().getName());
        var auth = registry.getSpec().auth();
        Stream.of(
                        Stream.of(names.keys()),
                        auth != null && auth.letsAnyoneIn() ? Stream.of(names.tokens()) : Stream.<String>of(),
                        auth != null && !auth.robots().isEmpty() ? Stream.of(names.robots()) : Stream.<String>of())
                .flatMap(kept -> kept)
                .filter(name -> Children.of(objects).find(Secret.class, name).isEmpty())
                .flatMap(name -> ownSecret(registry, name).stream())
                .forEach(objects::add);
        return Children.of(registry, objects);
    }

    /**
     * Asks the API server for a Secret that the cache does not have: were the cache only behind, keys that are in use would be made anew.
     */
    private Optional<Secret> ownSecret(Registry registry, String name) {
        return Optional.ofNullable(surroundings
                        .client()
                        .secrets()
                        .inNamespace(registry.getMetadata().getNamespace())
                        .withName(name)
                        .get())
                .filter(secret -> secret.getMetadata().getLabels() != null
                        && secret.getMetadata()
                                .getLabels()
                                .entrySet()
                                .containsAll(Labels.of(registry.getMetadata().getName())
                                        .entrySet()));
    }

    private <T extends HasMetadata> EventSource<T, Registry> children(
            Class<T> kind, EventSourceContext<Registry> context) {
        var configuration = InformerEventSourceConfiguration.from(kind, Registry.class)
                .withLabelSelector(Labels.SELECTOR)
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(Gather::registryOf);
        // With several namespaces there are several informers, and they would share the store and clear away what is
        // not theirs.
        if (surroundings.namespaces().size() <= 1) {
            configuration.withItemStore(new LeanStore<>(applier::arrived));
        }
        return new InformerEventSource<>(configuration.build(), context);
    }

    private static Set<ResourceID> registryOf(HasMetadata child) {
        var instance = child.getMetadata().getLabels().get(Labels.INSTANCE);
        return instance == null
                ? Set.of()
                : Set.of(new ResourceID(instance, child.getMetadata().getNamespace()));
    }
}
