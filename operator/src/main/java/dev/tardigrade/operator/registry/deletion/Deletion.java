package dev.tardigrade.operator.registry.deletion;

import dev.tardigrade.api.v1alpha1.DeletionPolicy;
import dev.tardigrade.api.v1alpha1.ManagementState;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.plan.Plan;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a Registry whose images are to go with it until they are gone, or cannot be made to go. */
public final class Deletion {

    private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

    /**
     * How it ended.
     *
     * @param retained whether images stay that were to go
     * @param message what became of them
     */
    public record End(boolean retained, String message) {}

    /** What Kubernetes says of whatever is to be made in a namespace that goes. */
    private static final String NAMESPACE_GOES = "being terminated";

    private Deletion() {}

    /** Puts the finalizer on a Registry that needs one, and takes it off where it does not any more. */
    public static void prepare(Registry registry, Context<Registry> context) {
        var needed = registry.getSpec().deletionPolicy() != DeletionPolicy.Retain
                && registry.getSpec().managementState() == ManagementState.Managed;
        if (needed && !registry.hasFinalizer(Names.FINALIZER)) {
            PrimaryUpdateAndCacheUtils.addFinalizer(context, Names.FINALIZER);
        } else if (!needed && registry.hasFinalizer(Names.FINALIZER)) {
            PrimaryUpdateAndCacheUtils.removeFinalizer(context, Names.FINALIZER);
        }
    }

    /** Goes a step further. Empty while there is more to do; else the finalizer can go. */
    public static Optional<End> step(
            Registry registry, Plan plan, Children children, Instant now, Context<Registry> context) {
        var job = job(registry, context);
        var next = new Farewell(registry, plan, children, job.orElse(null), now).next();
        return carryOut(next, Patience.with(registry, now, context), context);
    }

    /** Ends it for a Registry of which cannot be told what it needs, once there was time to mend it. Empty until then. */
    public static Optional<End> giveUp(Registry registry, String why, Instant now, Context<Registry> context) {
        return Patience.with(registry, now, context).isOverdue() ? Optional.of(new End(true, why)) : Optional.empty();
    }

    private static Optional<End> carryOut(Step step, Patience patience, Context<Registry> context) {
        return switch (step) {
            case Step.Wait() -> Optional.empty();
            case Step.Remove(var object) -> remove(object, patience, context);
            case Step.Start(var job) -> start(job, patience, context);
            case Step.Done(var message) -> Optional.of(new End(false, message));
            case Step.Retain(var why) -> Optional.of(new End(true, why));
        };
    }

    private static Optional<End> remove(HasMetadata object, Patience patience, Context<Registry> context) {
        LOG.info("deleting {} {}", object.getKind(), object.getMetadata().getName());
        try {
            context.getClient()
                    .resource(object)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return refused(
                    e,
                    patience,
                    "%s %s cannot be deleted"
                            .formatted(object.getKind(), object.getMetadata().getName()));
        }
    }

    private static Optional<End> start(HasMetadata job, Patience patience, Context<Registry> context) {
        LOG.info("applying {} {}", job.getKind(), job.getMetadata().getName());
        try {
            context.getClient()
                    .resource(job)
                    .fieldManager(Names.FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return refused(e, patience, "no job can be made that deletes them");
        }
    }

    /** What is refused for good ends it, and the images stay; what may be otherwise soon is tried for some minutes. */
    private static Optional<End> refused(KubernetesClientException e, Patience patience, String what) {
        boolean goes = String.valueOf(e.getMessage()).contains(NAMESPACE_GOES);
        if (patience.isOver(e.getCode(), goes)) {
            return Optional.of(new End(true, what + ": " + said(e)));
        }
        throw e;
    }

    /** Without what the client says around it. */
    private static String said(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .map(Status::getMessage)
                .orElseGet(() -> String.valueOf(e.getMessage()));
    }

    private static Optional<Job> job(Registry registry, Context<Registry> context) {
        var names = new Names(registry.getMetadata().getName());
        return Optional.ofNullable(context.getClient()
                .batch()
                .v1()
                .jobs()
                .inNamespace(registry.getMetadata().getNamespace())
                .withName(names.cleanup())
                .get());
    }
}
