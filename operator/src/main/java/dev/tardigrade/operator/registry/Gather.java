package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.apply.Applier;
import dev.tardigrade.operator.registry.issuer.Answer;
import dev.tardigrade.operator.registry.issuer.ClusterIssuer;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.FreshKeys;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.plan.Inputs;
import dev.tardigrade.operator.registry.plan.NamedSecrets;
import dev.tardigrade.operator.registry.store.PackedStore;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
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
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final ClusterIssuer issuer;
    private final Belongings ours = new Belongings();

    Gather(Surroundings surroundings, Applier applier) {
        this.surroundings = surroundings;
        this.applier = applier;
        this.secrets = new SecretWatches(new WatchLines(surroundings.lines()));
        this.optional = new OptionalObjects(surroundings.client(), surroundings.namespaces(), ours);
        this.issuer = new ClusterIssuer(surroundings.client(), surroundings.clock());
    }

    /** What wakes a Registry up: its own objects, by label, and the Secrets that it names, one by one. */
    List<EventSource<?, Registry>> eventSources(EventSourceContext<Registry> context) {
        ours.of(context.getPrimaryCache()::get);
        var sources = new ArrayList<EventSource<?, Registry>>();
        KINDS.forEach(kind -> children(kind, context).forEach(sources::add));
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
                issuer(registry),
                optional.installed(),
                children(registry, context),
                FreshKeys.from(surroundings.random()),
                surroundings.clock().instant());
    }

    /** Lets go of what was read for a Registry that is gone. No pass of it follows. */
    void forget(Registry registry) {
        secrets.forget(registry);
    }

    /** The same inputs with the Secrets that the API server has now: before new ones are made, a cache may be behind. */
    Inputs withSecretsOfNow(Inputs inputs) {
        var registry = inputs.registry();
        var labelled = surroundings
                .client()
                .secrets()
                .inNamespace(registry.getMetadata().getNamespace())
                .withLabels(Labels.of(registry.getMetadata().getName()));
        var found = new ArrayList<Secret>();
        String next = null;
        do {
            var page = labelled.list(new ListOptionsBuilder()
                    .withLimit(Belongings.PAGE)
                    .withContinue(next)
                    .build());
            page.getItems().stream()
                    .filter(secret -> Children.belongs(secret, registry))
                    .forEach(found::add);
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return inputs.withSecrets(found);
    }

    private Answer issuer(Registry registry) {
        var auth = registry.getSpec().auth();
        return auth == null || auth.serviceAccounts() == null ? new Answer.NotAsked() : issuer.answer();
    }

    private ReferencedSecrets referenced(Registry registry) {
        var names = new Names(registry.getMetadata().getName());
        try {
            return secrets.get(registry, NamedSecrets.allNames(registry.getSpec(), names));
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            return ReferencedSecrets.withheld(
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
        if (registry.getSpec().storage().filesystem() != null
                && Children.of(objects)
                        .find(PersistentVolumeClaim.class, names.volumeClaim())
                        .isEmpty()) {
            own(PersistentVolumeClaim.class, registry, names.volumeClaim()).ifPresent(objects::add);
        }
        Stream.of(
                        Stream.of(names.keys()),
                        auth != null && auth.givesTokens() ? Stream.of(names.tokens()) : Stream.<String>of(),
                        auth != null && !auth.robots().isEmpty() ? Stream.of(names.robots()) : Stream.<String>of())
                .flatMap(kept -> kept)
                .filter(name -> Children.of(objects).find(Secret.class, name).isEmpty())
                .flatMap(name -> own(Secret.class, registry, name).stream())
                .forEach(objects::add);
        return Children.of(registry, objects);
    }

    /**
     * Asks the API server for an object that the cache does not have. Were the cache only behind, keys that are in use would be made anew; and
     * a volume that an earlier Registry of the name left was seen when it belonged to nobody, and is seen again only once it changes.
     */
    private <T extends HasMetadata> Optional<T> own(Class<T> kind, Registry registry, String name) {
        return Optional.ofNullable(surroundings
                .client()
                .resources(kind)
                .inNamespace(registry.getMetadata().getNamespace())
                .withName(name)
                .get());
    }

    /** One for each namespace where they are told, because several watches of one source would clear each other's store. */
    private <T extends HasMetadata> Stream<EventSource<T, Registry>> children(
            Class<T> kind, EventSourceContext<Registry> context) {
        var namespaces = surroundings.namespaces();
        return namespaces.isEmpty()
                ? Stream.of(children(kind, kind.getSimpleName(), Constants.WATCH_ALL_NAMESPACES, context))
                : namespaces.stream()
                        .map(namespace -> children(kind, kind.getSimpleName() + "/" + namespace, namespace, context));
    }

    private <T extends HasMetadata> EventSource<T, Registry> children(
            Class<T> kind, String name, String namespace, EventSourceContext<Registry> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, Registry.class)
                        .withName(name)
                        .withLabelSelector(Labels.SELECTOR)
                        .withNamespaces(namespace)
                        .withInformerListLimit(Belongings.PAGE)
                        .withItemStore(new PackedStore<>(
                                kind, surroundings.client().getKubernetesSerialization(), ours, applier::arrived))
                        .withSecondaryToPrimaryMapper(Belongings::registryOf)
                        .build(),
                context);
    }
}
