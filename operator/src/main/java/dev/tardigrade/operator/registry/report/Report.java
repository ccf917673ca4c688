package dev.tardigrade.operator.registry.report;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.api.v1alpha1.storage.StorageStatus;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.GatewayPlacement;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.plan.Plan;
import dev.tardigrade.operator.vocabulary.ConditionType;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the status of a Registry. */
public final class Report {

    private static final Duration HASTE = Duration.ofHours(1);

    private static final String PAUSED = "spec.managementState is Paused: the operator changes nothing";

    /** Remembers, whatever else is told meanwhile, that the spec was changed since. */
    private static final String PAUSED_WITH_A_CHANGE = PAUSED + "; the spec of now is not carried out";

    private final Registry registry;
    private final Plan plan;
    private final List<Problem> refusals;
    private final Children children;
    private final Optional<Deployment> deployment;
    private final ServerPods pods;
    private final Endpoints endpoints;
    private final Instant now;
    private final Conditions conditions;

    private Report(Registry registry, Plan plan, Observation observation, Instant now) {
        this.registry = registry;
        this.plan = plan;
        this.refusals = observation.refusals();
        this.children = observation.children();
        this.deployment = observation
                .children()
                .find(Deployment.class, new Names(registry.getMetadata().getName()).deployment());
        this.pods = ServerPods.of(observation.children(), deployment);
        this.endpoints = Endpoints.of(new ExposureReport(registry, observation.children(), pods, plan.installed()));
        this.now = now;
        this.conditions = new Conditions(registry, now);
    }

    public static RegistryStatus of(Registry registry, Plan plan, Observation observation, Instant now) {
        return new Report(registry, plan, observation, now).status(observation.paused());
    }

    /** Of a Registry that the operator keeps away from. */
    public static RegistryStatus unmanaged(Registry registry, Instant now) {
        var conditions = new Conditions(registry, now);
        conditions.set(
                ConditionType.PAUSED,
                Finding.yes(
                        Reason.UNMANAGED,
                        "spec.managementState is Unmanaged: the operator neither changes nor reports"));
        var storage = registry.getStatus() == null ? null : registry.getStatus().storage();
        return new RegistryStatus(
                registry.getMetadata().getGeneration(),
                conditions.list(),
                null,
                List.of(),
                null,
                null,
                null,
                storage,
                null);
    }

    /** The pods that are better replaced than waited for. After {@link #HASTE} the kubelet's own pace does. */
    public static List<Pod> stuck(Registry registry, Children children, Instant now) {
        var hasty = new Conditions(registry, now)
                .since(ConditionType.READY, Finding.no(Reason.PROVISIONING, ""))
                .plus(HASTE)
                .isAfter(now);
        return children.servers()
                .filter(pod -> hasty && new ServerPod(pod).isStuck())
                .toList();
    }

    private RegistryStatus status(boolean paused) {
        conditions.set(ConditionType.REFERENCES_RESOLVED, references());
        conditions.set(ConditionType.STORAGE_READY, storage());
        var credentials = new CredentialsReport(plan.references(), children, now);
        if (GatewayPlacement.of(registry.getSpec().storage()).isOurs()) {
            conditions.set(ConditionType.GATEWAY_READY, gateway());
            conditions.set(ConditionType.CREDENTIALS_READY, credentials.finding());
        }
        conditions.set(ConditionType.EXPOSURE_READY, endpoints.finding());
        var unapplied = paused ? unapplied() : Optional.<Finding>empty();
        if (paused) {
            conditions.set(
                    ConditionType.PAUSED,
                    Finding.yes(Reason.PAUSED, unapplied.isPresent() ? PAUSED_WITH_A_CHANGE : PAUSED));
        }
        if (registry.getSpec().readOnly()) {
            conditions.set(
                    ConditionType.READ_ONLY,
                    Finding.yes(Reason.READ_ONLY, "spec.readOnly is true: nothing can be pushed or deleted"));
        }
        Summary.add(
                conditions,
                new Summary.Facts(
                        plan.specProblem(),
                        refusals,
                        unapplied,
                        rollout(),
                        pods.obstacle(),
                        pods.hindrance(now),
                        pods.startThoughFull(),
                        new MonitoringReport(registry, plan.installed())
                                .shortcoming()
                                .or(new AutoscalingReport(registry, children)::shortcoming)),
                now);
        return new RegistryStatus(
                registry.getMetadata().getGeneration(),
                conditions.list(),
                endpoints.url(),
                endpoints.list(),
                plan.image().tag().orElse(null),
                rollout().map(Rollout::total).orElse(0),
                selector(),
                storageStatus(),
                credentials.status());
    }

    private Optional<Rollout> rollout() {
        return deployment.map(Rollout::of);
    }

    /** Of one that is paused: no failure. What the operator alone wants anew, as a renewal, is no matter of the spec. */
    private Optional<Finding> unapplied() {
        var before = registry.getStatus() == null ? null : registry.getStatus().observedGeneration();
        var isNews = !Objects.equals(before, registry.getMetadata().getGeneration())
                || conditions
                        .before(ConditionType.PAUSED)
                        .filter(paused -> paused.message().equals(PAUSED_WITH_A_CHANGE))
                        .isPresent();
        return deployment.isEmpty() || (isNews && !serves(deployment.get()))
                ? Optional.of(
                        Finding.unknown(
                                new Problem(
                                        Reason.PAUSED,
                                        "spec is not carried out as it is now, because spec.managementState is Paused: set it to Managed")))
                : Optional.empty();
    }

    private boolean serves(Deployment servers) {
        return plan.wanted().stream()
                .flatMap(List::stream)
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .filter(wanted -> wanted.getMetadata()
                        .getName()
                        .equals(servers.getMetadata().getName()))
                .anyMatch(wanted -> Rollout.isCarriedOut(wanted, servers));
    }

    private Finding references() {
        return plan.trouble()
                .map(Finding::no)
                .orElseGet(() -> Finding.yes("all that spec refers to is there and valid"));
    }

    private Finding storage() {
        return pods.storage(now)
                .or(() -> stillFalse(ConditionType.STORAGE_READY))
                .orElseGet(() -> Finding.unknown("no server has tried its storage yet"));
    }

    private Finding gateway() {
        return GatewayPods.of(children, deployment)
                .flatMap(GatewayPods::trouble)
                .or(pods::gateway)
                .or(() -> stillFalse(ConditionType.GATEWAY_READY))
                .orElseGet(() -> Finding.unknown("no gateway has started yet"));
    }

    /** A failure stands until something says otherwise: a pod that is replaced, or tries again, says nothing for a while. */
    private Optional<Finding> stillFalse(ConditionType type) {
        return conditions.before(type).filter(Finding::isFalse);
    }

    private StorageStatus storageStatus() {
        var before = registry.getStatus() == null ? null : registry.getStatus().storage();
        var bucket = pods.bucket();
        return new StorageStatus(
                plan.allocation().kind(),
                plan.allocation().bucketName(),
                bucket.isPresent() ? Boolean.TRUE : owned(before),
                bucket.map(BucketReport::bucketCreated).orElseGet(() -> before == null ? null : before.bucketCreated()),
                bucket.map(BucketReport::capabilities).orElseGet(() -> before == null ? null : before.capabilities()));
    }

    private static @Nullable Boolean owned(@Nullable StorageStatus before) {
        return before == null ? null : before.bucketOwned();
    }

    private String selector() {
        return new TreeMap<>(Labels.podSelector(registry.getMetadata().getName()))
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }
}
