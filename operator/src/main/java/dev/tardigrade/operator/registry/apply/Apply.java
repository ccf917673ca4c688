package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies objects of one Registry in one pass. What is refused becomes a problem, and the others are applied all the same; where the API
 * server cannot be asked at all, the pass ends with the client's exception and may be repeated.
 */
public final class Apply {

    private static final Logger LOG = LoggerFactory.getLogger(Apply.class);

    /** The object as it stands contradicts the schema, a quota, an admission policy, or the rights of the operator. */
    private static final Set<Integer> REFUSED =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

    private final Registry registry;
    private final Context<Registry> context;
    private final List<HasMetadata> present = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Apply(Registry registry, Context<Registry> context) {
        this.registry = registry;
        this.context = context;
    }

    /**
     * Applies what differs, and deletes what the Registry controls and no longer wants.
     *
     * @param wanted all objects, in the order in which they are to be made
     * @param children what is there, as last seen
     */
    public static Applied apply(
            Registry registry, List<HasMetadata> wanted, Children children, Context<Registry> context) {
        var pass = new Apply(registry, context);
        wanted.forEach(object -> pass.applyOne(object, children));
        children.objects().stream()
                .filter(child -> wanted.stream().noneMatch(object -> same(object, child)))
                .forEach(pass::prune);
        return new Applied(Children.of(pass.present), pass.problems);
    }

    /** Replaces pods that would wait long before they try again. Their controller makes new ones, which try at once. */
    public static void replace(List<Pod> pods, Context<Registry> context) {
        for (var pod : pods) {
            LOG.info(
                    "replacing pod {}, which waits long to try again",
                    pod.getMetadata().getName());
            context.getClient().resource(pod).delete();
        }
    }

    private void applyOne(HasMetadata wanted, Children children) {
        try {
            var actual = actual(wanted, children);
            if (actual.isEmpty()) {
                present.add(serverSideApply(wanted));
                return;
            }
            switch (Claim.of(actual.get(), registry)) {
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
                                            + " exists and does not belong to this Registry: give one of the two another name"));
            }
        } catch (KubernetesClientException e) {
            if (!REFUSED.contains(e.getCode())) {
                throw e;
            }
            actual(wanted, children).ifPresent(present::add);
            problems.add(refusal(wanted, e));
        }
    }

    /** What differs by a cache that may be behind is looked at once more before it is written. */
    private HasMetadata brought(HasMetadata actual, HasMetadata wanted) {
        if (matches(actual, wanted)) {
            return actual;
        }
        var now = context.getClient().resource(wanted).get();
        return now != null && matches(now, wanted) ? now : serverSideApply(wanted);
    }

    /** A cache that does not have the object yet may be behind; only the API server can say that there is none. */
    private Optional<HasMetadata> actual(HasMetadata wanted, Children children) {
        return children.find(wanted.getClass(), wanted.getMetadata().getName())
                .<HasMetadata>map(found -> found)
                .or(() ->
                        Optional.ofNullable(context.getClient().resource(wanted).get()));
    }

    private boolean matches(HasMetadata actual, HasMetadata wanted) {
        return SSABasedGenericKubernetesResourceMatcher.getInstance().matches(actual, wanted, context);
    }

    private HasMetadata serverSideApply(HasMetadata wanted) {
        LOG.info("applying {}", text(wanted));
        return context.getClient()
                .resource(wanted)
                .fieldManager(Names.FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    private void prune(HasMetadata child) {
        if (!Claim.isController(child, registry)) {
            present.add(child);
        } else if (child.getMetadata().getDeletionTimestamp() == null) {
            LOG.info("deleting {}", text(child));
            context.getClient()
                    .resource(child)
                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                    .delete();
        }
    }

    private static Problem refusal(HasMetadata wanted, KubernetesClientException e) {
        var status = e.getStatus();
        var message = status == null || status.getMessage() == null ? "HTTP " + e.getCode() : status.getMessage();
        return new Problem(
                e.getCode() == HttpURLConnection.HTTP_FORBIDDEN ? Reason.PROVISIONING : Reason.INVALID_SPEC,
                "the API server refuses " + text(wanted) + ": " + message);
    }

    private static boolean same(HasMetadata one, HasMetadata other) {
        return one.getKind().equals(other.getKind())
                && one.getMetadata().getName().equals(other.getMetadata().getName());
    }

    private static String text(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }
}
