package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.DeletionPolicy;
import dev.tardigrade.api.v1alpha1.ManagementState;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.operator.registry.issuer.Answer;
import dev.tardigrade.operator.registry.issuer.Documents;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.ClusterIdentity;
import dev.tardigrade.operator.registry.model.FreshKeys;
import dev.tardigrade.operator.registry.model.ImageName;
import dev.tardigrade.operator.registry.model.Images;
import dev.tardigrade.operator.registry.model.InstalledKinds;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.model.Nonce;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.model.ReferencedSecrets;
import dev.tardigrade.operator.registry.model.SecretValue;
import dev.tardigrade.operator.registry.plan.Inputs;
import dev.tardigrade.operator.registry.plan.NamedSecrets;
import dev.tardigrade.operator.registry.plan.Plan;
import dev.tardigrade.operator.registry.plan.Planner;
import dev.tardigrade.operator.registry.report.Observation;
import dev.tardigrade.operator.registry.report.Report;
import dev.tardigrade.operator.registry.report.Transitions;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with a Registry, what is in its cluster, and what the operator is to make and to say of it. */
record Scenario(Path folder, Registry registry, List<HasMetadata> cluster) {

    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Path ROOT = Path.of("src/test/resources/scenarios");

    static Stream<Scenario> all() {
        try (var folders = Files.list(ROOT)) {
            return folders.sorted().toList().stream().map(Scenario::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario named(String name) {
        return read(ROOT.resolve(name));
    }

    private static Scenario read(Path folder) {
        var registry = Serialization.unmarshal(text(folder.resolve("registry.yaml")), Registry.class);
        var cluster = folder.resolve("cluster.yaml");
        var objects = Files.exists(cluster)
                ? Serialization.unmarshal(Grants.fillIn(text(cluster)), KubernetesList.class).getItems().stream()
                        .map(Scenario::asWatched)
                        .toList()
                : List.<HasMetadata>of();
        return new Scenario(folder, registry, objects);
    }

    /** Objects of optional kinds are watched without their classes, which may be on the class path here. */
    private static HasMetadata asWatched(HasMetadata object) {
        return Stream.of(OptionalKind.values()).anyMatch(kind -> kind.isKindOf(object))
                ? Serialization.unmarshal(Serialization.asJson(object), GenericKubernetesResource.class)
                : object;
    }

    Path objectsFile() {
        return folder.resolve("objects.yaml");
    }

    Path statusFile() {
        return folder.resolve("status.yaml");
    }

    Plan plan() {
        return Planner.plan(inputs(Children.of(registry, cluster)));
    }

    /** The same after as many passes as it takes until all is recorded that has to be there first. */
    private Scenario settled() {
        var ahead = plan().ahead();
        var known = Children.of(ahead);
        return ahead.isEmpty()
                ? this
                : new Scenario(
                                folder,
                                registry,
                                Stream.concat(
                                                cluster.stream()
                                                        .filter(object -> known.find(object)
                                                                .isEmpty()),
                                                ahead.stream().map(Scenario::made))
                                        .toList())
                        .settled();
    }

    private static HasMetadata made(HasMetadata object) {
        return object instanceof Service service
                ? new ServiceBuilder(service)
                        .editSpec()
                        .withClusterIP("10.96.0.77")
                        .endSpec()
                        .build()
                : object;
    }

    /** The objects that are to be recorded ahead, and those that are wanted when they are there, if any are. */
    Optional<String> objects() {
        return Optional.of(Stream.of(
                                yaml("# ahead\n", plan().ahead()),
                                yaml("", settled().plan().wanted().orElse(List.of())),
                                yaml("# when it goes\n", cleanup()))
                        .flatMap(texts -> texts)
                        .collect(Collectors.joining()))
                .filter(text -> !text.isEmpty());
    }

    /** The objects that are wanted when all is recorded that has to be there first. */
    Stream<HasMetadata> wanted() {
        return settled().plan().wanted().stream().flatMap(List::stream);
    }

    private List<HasMetadata> cleanup() {
        if (registry.getSpec().deletionPolicy() == DeletionPolicy.Retain) {
            return List.of();
        }
        var going = Serialization.clone(registry);
        going.getMetadata().setDeletionTimestamp(NOW.toString());
        return new Scenario(folder, going, settled().cluster())
                .plan().cleanupJob().<HasMetadata>map(job -> job).stream().toList();
    }

    private static Stream<String> yaml(String title, List<HasMetadata> objects) {
        return objects.stream().map(object -> title + Serialization.asYaml(object));
    }

    /** What is said, and with which events. */
    String report() {
        var status = status();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("status", status);
        said.put(
                "events",
                Transitions.between(registry.getStatus(), status).stream()
                        .map(transition -> (transition.warning() ? "Warning " : "Normal ") + transition.reason() + ": "
                                + transition.message())
                        .toList());
        return Serialization.asYaml(said);
    }

    /** A copy of the Registry with the status that is written. */
    Registry reported() {
        var reported = Serialization.clone(registry);
        reported.setStatus(status());
        return reported;
    }

    private RegistryStatus status() {
        var paused = registry.getSpec().managementState() == ManagementState.Paused;
        return registry.getSpec().managementState() == ManagementState.Unmanaged
                ? Report.unmanaged(registry, NOW)
                : settled().told(paused);
    }

    private RegistryStatus told(boolean paused) {
        return Report.of(registry, plan(), new Observation(Children.of(registry, cluster), List.of(), paused), NOW);
    }

    private Inputs inputs(Children children) {
        var names = NamedSecrets.allNames(
                registry.getSpec(), new Names(registry.getMetadata().getName()));
        var referenced = Children.of(cluster)
                .all(Secret.class)
                .filter(secret -> names.contains(secret.getMetadata().getName()))
                .toList();
        return new Inputs(
                registry,
                new ClusterIdentity("6e1b5b4c-0000-4000-8000-000000000001"),
                new Images(
                        new ImageName("ghcr.io/tardigrade-dev/registry:0.1.0"),
                        new ImageName("ghcr.io/tardigrade-dev/gateway:v1.11.0")),
                new ReferencedSecrets(referenced, Set.of(), null),
                issuer(),
                installed(),
                children,
                new FreshKeys(
                        SecretValue.of("fresh-http"),
                        new KeyPair(SecretValue.of("fresh-access"), SecretValue.of("fresh-secret")),
                        new Nonce("00112233445566778899aabbccddeeff"),
                        () -> SecretValue.of("fresh-token-key"),
                        SecretValue.of("fresh-robots")),
                NOW);
    }

    /** What the ConfigMap {@code api-server} of the cluster says that the API server publishes. */
    private Answer issuer() {
        var auth = registry.getSpec().auth();
        return auth == null || auth.serviceAccounts() == null
                ? new Answer.NotAsked()
                : Children.of(cluster)
                        .find(ConfigMap.class, "api-server")
                        .map(published -> Documents.read(
                                published.getData().get("metadata"),
                                published.getData().get("keys")))
                        .orElseGet(() -> Documents.read(null, null));
    }

    /** The kinds whose CRDs are among the objects of the cluster. */
    private InstalledKinds installed() {
        return new InstalledKinds(Stream.of(OptionalKind.values())
                .filter(kind -> cluster.stream()
                        .anyMatch(object -> object.getKind().equals("CustomResourceDefinition")
                                && object.getMetadata().getName().equals(kind.plural() + "." + kind.group())))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.valueOf(folder.getFileName());
    }
}
