package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings objects of Registries to what is wanted. Knows from pass to pass what the API server answered last. */
public final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Conflicts conflicts = new Conflicts();
    private final Recent recent = new Recent();
    private final LongSupplier nanoseconds;

    /** By UID of the Registry. */
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    /**
     * @param nanoseconds a clock, to see which calls are slow
     */
    public Applier(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /**
     * Applies what differs, and deletes what the Registry controls and no longer wants. A pass may do so several times.
     *
     * @param wanted objects, in the order in which they are to be made
     * @param children what is there, as last seen
     * @param whole whether these are all that is wanted; else nothing is deleted
     * @throws KubernetesClientException where the API server gives no answer, or fails with an object and has not done so in several passes
     */
    public Applied apply(
            Registry registry, List<HasMetadata> wanted, Children children, boolean whole, Context<Registry> context) {
        var uid = registry.getMetadata().getUid();
        var before = failures.getOrDefault(uid, Failures.NONE);
        var apply = new Apply(registry, context, conflicts, recent, before, nanoseconds);
        try {
            var applied = apply.apply(wanted, children, whole);
            if (applied.failing()) {
                failures.put(uid, apply.failures());
            }
            return applied;
        } catch (KubernetesClientException e) {
            failures.put(uid, e.getCode() > 0 ? apply.failures().andAPass() : apply.failures());
            throw e;
        }
    }

    /** Tells that nothing has failed in all of a pass. */
    public void wentWell(Registry registry) {
        failures.remove(registry.getMetadata().getUid());
    }

    /** Forgets what is known of a Registry that is gone. */
    public void forget(Registry registry) {
        failures.remove(registry.getMetadata().getUid());
    }

    /** The newer of what the watch has brought and what was answered to this process. */
    public HasMetadata newest(HasMetadata watched) {
        return recent.newest(watched);
    }

    /** Tells that the watch has brought this object, so that no answer as old is kept. */
    public void arrived(HasMetadata watched) {
        var _ = recent.newest(watched);
    }

    /** Replaces pods that would wait long before they try again. Their controller makes new ones, which try at once. */
    public void replace(List<Pod> pods, Context<Registry> context) {
        for (var pod : pods) {
            LOG.info(
                    "replacing pod {}, which waits long to try again",
                    pod.getMetadata().getName());
            try {
                context.getClient().resource(pod).delete();
            } catch (KubernetesClientException e) {
                LOG.warn("pod {} cannot be replaced: {}", pod.getMetadata().getName(), e.getMessage());
            }
        }
    }
}
