package dev.tardigrade.operator.registry.deletion;

import dev.tardigrade.api.v1alpha1.DeletionPolicy;
import dev.tardigrade.api.v1alpha1.ManagementState;
import dev.tardigrade.api.v1alpha1.Registry;
import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.plan.Plan;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to do next with a Registry that is to go. It always comes to an end: what does not get further within a stated time is left,
 * and the images with it.
 *
 * @param job of the name of that which empties the storage, as it is now; null where there is none yet
 */
record Farewell(
        Registry registry,
        Plan plan,
        Children children,
        @Nullable Job job,
        Instant now) {

    /** For servers to finish what they began. A node that is lost never tells that they ended. */
    private static final Duration FOR_SERVERS = Duration.ofMinutes(3);

    /** For Secrets that come late, and caches that are behind. */
    private static final Duration FOR_SECRETS = Duration.ofMinutes(2);

    /** For the job of a Registry that had the name before to be tidied up. */
    private static final Duration FOR_JOBS = Duration.ofMinutes(5);

    /** For the pod to be placed and its image to be pulled. */
    private static final Duration FOR_A_START = Duration.ofMinutes(10);

    Step next() {
        var spec = registry.getSpec();
        if (spec.deletionPolicy() == DeletionPolicy.Retain || spec.managementState() != ManagementState.Managed) {
            return new Step.Retain("its spec says now that the images stay where they are");
        }
        var servers = children.find(Deployment.class, names().deployment());
        if (servers.filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .isPresent()) {
            return new Step.Remove(servers.get());
        }
        if (children.servers().anyMatch(this::mayServe)) {
            return new Step.Wait();
        }
        if (spec.storage().filesystem() != null && spec.deletionPolicy() == DeletionPolicy.Delete) {
            return volume().<Step>map(Step.Remove::new).orElseGet(() -> new Step.Done("the volume is deleted"));
        }
        if (job == null) {
            return start();
        }
        return job.hasOwnerReferenceFor(registry.getMetadata().getUid()) ? after(job) : inTheWay(job);
    }

    /** Its time counts from when it was told to end; nobody may have been there to remove its Deployment until just now. */
    private boolean mayServe(Pod server) {
        var ends = server.getMetadata().getDeletionTimestamp();
        return ends == null
                ? since(FOR_SERVERS.plus(FOR_SERVERS))
                : Instant.parse(ends).plus(FOR_SERVERS).isAfter(now);
    }

    /** That of a deleted Registry of this name goes soon; another is not ours to replace. */
    private Step inTheWay(Job other) {
        return since(FOR_JOBS)
                ? new Step.Wait()
                : new Step.Retain("Job " + other.getMetadata().getName()
                        + " is not of this Registry, and stands where the one would that deletes the images");
    }

    private Step start() {
        return plan.cleanupJob()
                .<Step>map(Step.Start::new)
                .orElseGet(() -> since(FOR_SECRETS)
                        ? new Step.Wait()
                        : new Step.Retain(plan.trouble()
                                .or(plan::specProblem)
                                .map(Problem::message)
                                .orElse("its storage was never set up")));
    }

    private Step after(Job running) {
        var said =
                podsOf(running).flatMap(pod -> CleanupReport.of(pod).stream()).toList();
        var ending = said.stream().filter(CleanupReport::isFinal).findFirst();
        if (ending.isPresent()) {
            return finished(ending.get());
        }
        var status = running.getStatus();
        if (status != null && status.getSucceeded() != null && status.getSucceeded() > 0) {
            return new Step.Done("the images are deleted");
        }
        if (JobEnd.failed(running)) {
            return new Step.Retain(said.stream()
                    .map(CleanupReport::text)
                    .findFirst()
                    .orElse("Job " + running.getMetadata().getName() + " failed"));
        }
        return said.isEmpty()
                        && podsOf(running).noneMatch(CleanupReport::hasStarted)
                        && !JobEnd.isYounger(running, FOR_A_START, now)
                ? new Step.Retain("no pod of Job " + running.getMetadata().getName() + " has started")
                : new Step.Wait();
    }

    private Step finished(CleanupReport report) {
        if (!report.isDone()) {
            return new Step.Retain(report.text());
        }
        return registry.getSpec().storage().filesystem() == null
                ? new Step.Done(report.text())
                : volume().<Step>map(Step.Remove::new).orElseGet(() -> new Step.Done(report.text()));
    }

    private Optional<PersistentVolumeClaim> volume() {
        return children.find(PersistentVolumeClaim.class, names().volumeClaim())
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null);
    }

    /** What others say is nothing about this one's images. */
    private Stream<Pod> podsOf(Job running) {
        return children.all(Pod.class)
                .filter(pod -> Labels.isCleanup(pod.getMetadata().getLabels()))
                .filter(pod -> pod.hasOwnerReferenceFor(running));
    }

    /** Whether it is not this long ago that the Registry was to go. */
    private boolean since(Duration patience) {
        return Instant.parse(registry.getMetadata().getDeletionTimestamp())
                .plus(patience)
                .isAfter(now);
    }

    private Names names() {
        return new Names(registry.getMetadata().getName());
    }
}
