package dev.tardigrade.operator.registry;

import dev.tardigrade.api.v1alpha1.Condition;
import dev.tardigrade.api.v1alpha1.ConditionStatus;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.api.v1alpha1.RegistryStatus;
import dev.tardigrade.operator.registry.apply.Applied;
import dev.tardigrade.operator.registry.apply.Applier;
import dev.tardigrade.operator.registry.deletion.Deletion;
import dev.tardigrade.operator.registry.plan.Inputs;
import dev.tardigrade.operator.registry.plan.Plan;
import dev.tardigrade.operator.registry.plan.Planner;
import dev.tardigrade.operator.registry.report.Observation;
import dev.tardigrade.operator.registry.report.Report;
import dev.tardigrade.operator.registry.report.Transitions;
import dev.tardigrade.operator.registry.report.Transitions.Transition;
import dev.tardigrade.operator.registry.store.RegistryStore;
import dev.tardigrade.operator.vocabulary.ConditionType;
import dev.tardigrade.operator.vocabulary.EventReason;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings a Registry to what its spec says, and tells in its status how far it came. Never writes the spec. */
public final class RegistryReconciler implements Reconciler<Registry> {

    /** What was recorded in the status is used in a pass of its own, which reads it back. */
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    /** Some failures show by time alone: a server that stays unready, a failure that lasts. The older one is, the less is new. */
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(15);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int PART_OF_AGE = 4;

    /** While a Registry goes. Jobs are not watched, only their pods are. */
    private static final Duration UNTIL_GONE = Duration.ofSeconds(5);

    private final Gather gather;
    private final Applier applier = new Applier(System::nanoTime);
    private final EventRecorder events;
    private final InstantSource clock;
    private final Meters meters;
    private final Duration untilSeenAgain;

    public RegistryReconciler(Surroundings surroundings) {
        this.gather = new Gather(surroundings, applier);
        this.events = new EventRecorder(surroundings.client(), surroundings.clock());
        this.clock = surroundings.clock();
        this.meters = new Meters(surroundings.meters(), surroundings.clock());
        this.untilSeenAgain = surroundings.resync();
    }

    /** Where Registries are kept, as far as passes ask for them. Only one watch may use it. */
    public static ItemStore<Registry> store() {
        return new RegistryStore();
    }

    @Override
    public List<EventSource<?, Registry>> prepareEventSources(EventSourceContext<Registry> context) {
        return gather.eventSources(context);
    }

    @Override
    public UpdateControl<Registry> reconcile(Registry registry, Context<Registry> context) {
        if (context.isPrimaryResourceDeleted()) {
            meters.gone(ResourceID.fromResource(registry));
            gather.forget(registry);
            applier.forget(registry);
            return UpdateControl.noUpdate();
        }
        return meters.pass(() -> pass(registry, context));
    }

    private UpdateControl<Registry> pass(Registry registry, Context<Registry> context) {
        if (registry.isMarkedForDeletion()) {
            return going(registry, context);
        }
        Deletion.prepare(registry, context);
        return switch (registry.getSpec().managementState()) {
            case Managed -> managed(registry, context);
            case Paused -> paused(registry, context);
            case Unmanaged -> {
                write(registry, Report.unmanaged(registry, clock.instant()), context);
                yield UpdateControl.noUpdate();
            }
        };
    }

    private UpdateControl<Registry> going(Registry registry, Context<Registry> context) {
        if (!registry.hasFinalizer(Names.FINALIZER)) {
            return UpdateControl.noUpdate();
        }
        var end = leave(registry, context);
        end.ifPresent(farewell -> release(registry, farewell, context));
        return end.isPresent()
                ? UpdateControl.noUpdate()
                : UpdateControl.<Registry>noUpdate().rescheduleAfter(UNTIL_GONE);
    }

    private Optional<Deletion.End> leave(Registry registry, Context<Registry> context) {
        var first = gather.inputs(registry, context);
        try {
            var inputs = Planner.plan(first).issues() ? gather.withSecretsOfNow(first) : first;
            var plan = Planner.plan(inputs);
            if (plan.references().issued().isPresent()) {
                applier.apply(registry, plan.ahead(), inputs.children(), false, context);
            }
            return Deletion.step(registry, plan, inputs.children(), inputs.now(), context);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // The schema refuses such specs; one that is older than its rules must be able to go.
            return Deletion.giveUp(registry, "its spec cannot be read: " + e.getMessage(), first.now(), context);
        }
    }

    /** Tells first: nobody comes back to a Registry that is gone. */
    private void release(Registry registry, Deletion.End end, Context<Registry> context) {
        var reason = end.retained() ? EventReason.IMAGES_RETAINED : EventReason.IMAGES_DELETED;
        events.recordOnce(registry, new Transition(end.retained(), reason.word(), end.message()));
        PrimaryUpdateAndCacheUtils.removeFinalizer(context, Names.FINALIZER);
        if (end.retained()) {
            meters.imagesRetained();
        }
    }

    private UpdateControl<Registry> managed(Registry registry, Context<Registry> context) {
        var first = gather.inputs(registry, context);
        var inputs = Planner.plan(first).issues() ? gather.withSecretsOfNow(first) : first;
        var beginning = Planner.plan(inputs);
        var prepared = applier.apply(registry, beginning.ahead(), inputs.children(), false, context);
        return prepared.wrote() || beginning.ahead().isEmpty()
                ? carriedOut(inputs, beginning, prepared, context)
                : found(inputs.withChildren(prepared.children()), prepared, context);
    }

    /** Goes on where all was there already that is to be there first: a watch may be behind, or have passed it over. */
    private UpdateControl<Registry> found(Inputs inputs, Applied prepared, Context<Registry> context) {
        return carriedOut(inputs, Planner.plan(inputs), prepared, context);
    }

    private UpdateControl<Registry> carriedOut(Inputs inputs, Plan plan, Applied prepared, Context<Registry> context) {
        var registry = inputs.registry();
        var applied =
                plan.wanted().map(wanted -> applier.apply(registry, wanted, inputs.children(), plan.whole(), context));
        var both = Stream.concat(Stream.of(prepared), applied.stream()).toList();
        if (both.stream().noneMatch(Applied::failing)) {
            applier.wentWell(registry);
        }
        var observation = new Observation(
                applied.map(Applied::children).orElse(inputs.children()),
                both.stream().flatMap(each -> each.problems().stream()).toList(),
                false);
        var next = report(inputs, plan, observation, prepared.wrote(), context);
        applier.replace(Report.stuck(registry, inputs.children(), inputs.now()), context);
        return next;
    }

    private UpdateControl<Registry> paused(Registry registry, Context<Registry> context) {
        var inputs = gather.inputs(registry, context);
        return report(
                inputs, Planner.plan(inputs), new Observation(inputs.children(), List.of(), true), false, context);
    }

    private UpdateControl<Registry> report(
            Inputs inputs, Plan plan, Observation observation, boolean prepared, Context<Registry> context) {
        var status = Report.of(inputs.registry(), plan, observation, inputs.now());
        write(inputs.registry(), status, context);
        return UpdateControl.<Registry>noUpdate()
                .rescheduleAfter(
                        moved(inputs.registry(), status) && !observation.paused()
                                ? AT_ONCE
                                : pause(plan, observation, status, prepared, inputs.now()));
    }

    /** Whether the addresses are others than those that the Secrets of robots were made for. */
    private static boolean moved(Registry registry, RegistryStatus status) {
        var auth = registry.getSpec().auth();
        return auth != null
                && !auth.robots().isEmpty()
                && !status.endpoints()
                        .equals(
                                registry.getStatus() == null
                                        ? List.of()
                                        : registry.getStatus().endpoints());
    }

    private Duration pause(Plan plan, Observation observation, RegistryStatus status, boolean prepared, Instant now) {
        var goesOn = !plan.allocation().recorded() || prepared;
        if (goesOn && !observation.paused() && observation.refusals().isEmpty()) {
            return AT_ONCE;
        }
        var longest = longestPause(status, now);
        return plan.references()
                .credentials()
                .map(outlook -> Duration.between(now, outlook.next(now)).plusSeconds(1))
                .filter(pause -> pause.isPositive() && pause.compareTo(longest) < 0)
                .orElse(longest);
    }

    private Duration longestPause(RegistryStatus status, Instant now) {
        return status.conditions().stream()
                .filter(RegistryReconciler::mayChangeWithTime)
                .findFirst()
                .map(failure -> wait(failure, now))
                .orElse(untilSeenAgain);
    }

    private static boolean mayChangeWithTime(Condition condition) {
        return condition.type().equals(ConditionType.READY.word())
                ? condition.status() != ConditionStatus.True
                : condition.type().equals(ConditionType.DEGRADED.word())
                        && condition.status() == ConditionStatus.Unknown;
    }

    private static Duration wait(Condition failure, Instant now) {
        var part = Duration.between(Instant.parse(failure.lastTransitionTime()), now)
                .dividedBy(PART_OF_AGE);
        if (part.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        return part.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : part;
    }

    /**
     * Writes the status where it differs, and nothing but the status; then the events of what changed. The next pass sees what was written,
     * also where the watch has not brought it back yet: else it would write and say the same again.
     */
    private void write(Registry registry, RegistryStatus status, Context<Registry> context) {
        meters.seen(ResourceID.fromResource(registry), status);
        if (status.equals(registry.getStatus())) {
            return;
        }
        var update = new Registry();
        update.setMetadata(new ObjectMetaBuilder()
                .withName(registry.getMetadata().getName())
                .withNamespace(registry.getMetadata().getNamespace())
                .build());
        update.setStatus(status);
        PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(registry, update, context);
        events.record(registry, Transitions.between(registry.getStatus(), status));
    }
}
