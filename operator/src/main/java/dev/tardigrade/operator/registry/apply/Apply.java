package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.OptionalKind;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies objects of one Registry in one pass. What is refused becomes a problem, and the others are applied all the same. What fails, as by a
 * webhook that does not answer, is tried in the next passes, and becomes a problem where it fails again and again. Where the API server cannot be
 * asked at all, the pass ends with the client's exception and may be repeated.
 */
final class Apply {

    private static final Logger LOG = LoggerFactory.getLogger(Apply.class);

    /** A call that fails only after so long keeps a pass that other Registries wait for. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final Registry registry;
    private final Context<Registry> context;
    private final Conflicts conflicts;
    private final Recent recent;
    private final Failures before;
    private final LongSupplier nanoseconds;
    private final Scaling scaling;
    private final Set<ObjectName> tried = new HashSet<>();
    private final List<HasMetadata> present = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Whether something is missing that pods need: they are not made, and not replaced by others, until it is there. */
    private boolean incomplete;

    /** The first failure of this pass. */
    private @Nullable KubernetesClientException failure;

    /** What took long to fail: nothing more is asked for in this pass. */
    private @Nullable ObjectName slow;

    private boolean wrote;

    Apply(
            Registry registry,
            Context<Registry> context,
            Conflicts conflicts,
            Recent recent,
            Failures before,
            LongSupplier nanoseconds) {
        this.registry = registry;
        this.context = context;
        this.conflicts = conflicts;
        this.recent = recent;
        this.before = before;
        this.nanoseconds = nanoseconds;
        this.scaling = new Scaling(context.getClient(), registry);
    }

    Applied apply(List<HasMetadata> wanted, Children children, boolean whole) {
        var order = Order.of(wanted, before.slow());
        order.first().forEach(object -> applyOne(object, children));
        tidyUp(wanted, children, whole);
        order.last().forEach(object -> applyOne(object, children));
        if (failure != null && before.areFew()) {
            throw failure;
        }
        return new Applied(Children.of(present), problems, failure != null, wrote);
    }

    /** What is known of failures now, also where the pass has ended with one. */
    Failures failures() {
        return before.after(tried, Optional.ofNullable(slow));
    }

    /** Deletes what is not wanted any more, once all else is in place. */
    private void tidyUp(List<HasMetadata> wanted, Children children, boolean whole) {
        var inUse = InUse.by(children.with(
                Deployment.class, Children.of(present).all(Deployment.class).toList()));
        children.objects().stream()
                .filter(child -> wanted.stream().noneMatch(object -> Children.isSame(object, child)))
                .forEach(child -> {
                    if (whole && slow == null && !inUse.contains(child)) {
                        prune(child);
                    } else {
                        present.add(child);
                    }
                });
    }

    private void applyOne(HasMetadata wanted, Children children) {
        if (slow != null) {
            incomplete = true;
            children.find(wanted).ifPresent(present::add);
            return;
        }
        tried.add(ObjectName.of(wanted));
        long begin = nanoseconds.getAsLong();
        try {
            var actual = actual(wanted, children);
            if (incomplete && wanted instanceof Deployment) {
                actual.ifPresent(present::add);
                return;
            }
            if (actual.isEmpty()) {
                present.add(serverSideApply(wanted));
                return;
            }
            var claim = Claim.of(actual.get(), registry);
            incomplete |= claim != Claim.OURS;
            switch (claim) {
                case OURS -> present.add(brought(actual.get(), wanted));
                case PREDECESSORS ->
                    problems.add(new Problem(
                            Reason.PROVISIONING,
                            text(wanted)
                                    + " still belongs to a deleted Registry of this name: waiting until it is gone"));
                case FOREIGN ->
                    problems.add(
                            new Problem(
                                    Reason.INVALID_SPEC,
                                    text(wanted)
                                            + " exists and is not controlled by this Registry: delete it, or give one of the two another name"));
            }
        } catch (KubernetesClientException e) {
            if (hasVanished(wanted, e)) {
                LOG.info("the kind of {} has just gone", text(wanted));
                return;
            }
            failed(wanted, e, begin);
            // No pod mounts what only some clusters know.
            incomplete |= !OptionalKind.isAny(wanted);
            children.find(wanted).ifPresent(present::add);
        }
    }

    private void failed(HasMetadata object, KubernetesClientException e, long begin) {
        var name = ObjectName.of(object);
        var answer = new ApiFailure(name, e);
        if (!answer.isRefusal()) {
            if (nanoseconds.getAsLong() - begin > SLOW.toNanos()) {
                slow = name;
            }
            if (answer.isAboutAll()) {
                throw e;
            }
            LOG.warn("{} is tried again: {}", name, e.getMessage());
            failure = failure == null ? e : failure;
        }
        problems.add(answer.problem());
    }

    /** What differs by a cache that may be behind is looked at once more before it is written. */
    private HasMetadata brought(HasMetadata actual, HasMetadata wanted) {
        var known = conflicts.about(actual, wanted);
        known.ifPresent(conflict -> problems.add(conflict.problem(wanted)));
        var ours = known.map(conflict -> conflict.without(wanted)).orElse(wanted);
        if (matches(actual, ours)) {
            return actual;
        }
        var now = context.getClient().resource(wanted).get();
        if (now == null) {
            return serverSideApply(ours);
        }
        recent.saw(now);
        if (matches(now, ours)) {
            return now;
        }
        scaling.handOver(now, ours);
        return serverSideApply(ours);
    }

    /** A cache that does not have the object yet may be behind; only the API server can say that there is none. */
    private Optional<HasMetadata> actual(HasMetadata wanted, Children children) {
        return children.find(wanted)
                .or(() ->
                        Optional.ofNullable(context.getClient().resource(wanted).get()));
    }

    private boolean matches(HasMetadata actual, HasMetadata wanted) {
        return SSABasedGenericKubernetesResourceMatcher.getInstance().matches(actual, wanted, context);
    }

    /**
     * Takes nothing from other managers but the content of our Secrets: what they have set otherwise stays, is told, and all else is applied.
     */
    private HasMetadata serverSideApply(HasMetadata wanted) {
        LOG.info("applying {}", text(wanted));
        wrote = true;
        try {
            return unforced(wanted);
        } catch (KubernetesClientException e) {
            var conflict = Conflict.of(e).orElseThrow(() -> e);
            if (conflict.isInsideSecret(wanted)
                    || (conflict.isLeftByAutoscaler() && !scaling.isSomebodyElses(wanted))) {
                return forced(wanted);
            }
            var after = unforced(conflict.without(wanted));
            conflicts.remember(conflict, wanted, after);
            problems.add(conflict.problem(wanted));
            return after;
        }
    }

    private HasMetadata unforced(HasMetadata wanted) {
        return seen(context.getClient()
                .resource(wanted)
                .fieldManager(Names.FIELD_MANAGER)
                .serverSideApply());
    }

    private HasMetadata forced(HasMetadata wanted) {
        return seen(context.getClient()
                .resource(wanted)
                .fieldManager(Names.FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply());
    }

    private HasMetadata seen(HasMetadata answer) {
        recent.saw(answer);
        return answer;
    }

    private void prune(HasMetadata child) {
        if (!Children.isControlled(child, registry)) {
            present.add(child);
        } else if (child.getMetadata().getDeletionTimestamp() == null) {
            LOG.info("deleting {}", text(child));
            conflicts.forget(child);
            delete(child);
        }
    }

    private void delete(HasMetadata child) {
        long begin = nanoseconds.getAsLong();
        try {
            context.getClient()
                    .resource(child)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
        } catch (KubernetesClientException e) {
            failed(child, e, begin);
            present.add(child);
        }
    }

    private static boolean hasVanished(HasMetadata wanted, KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && OptionalKind.isAny(wanted);
    }

    private static String text(HasMetadata object) {
        return ObjectName.of(object).toString();
    }
}
