package dev.tardigrade.e2e.apiserver;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.TestNamespace;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The server pods of a namespace, whose kubelet is the test. */
public record Pods(TestNamespace namespace) {

    private static final String READY = """
            {"outcome":"Ready","message":"the bucket is there","bucket":"b","bucketCreated":true,"owner":"o",\
            "capabilities":{"createOnce":true,"etagIsContentHash":true}}""";
    private static final String STARTED_AT = "2026-01-01T00:00:00Z";
    private static final Duration MADE_WITHIN = Duration.ofMinutes(2);
    private static final PodStatus READY_STATUS = status(
            true,
            List.of(container("gateway", running(), true), container("bucket", ended(0, READY), true)),
            List.of(container("registry", running(), true)));

    List<Pod> list() {
        return namespace.client().pods().inNamespace(namespace.name()).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /** Waits for this number of pods, and says that all are ready. */
    public void becomeReady(int number) {
        await().atMost(MADE_WITHIN).until(() -> list().size() == number);
        list().forEach(this::becomeReady);
    }

    public void becomeReady(Pod pod) {
        set(pod, READY_STATUS);
    }

    /** Waits for one pod, and says that it is ready on a bucket that was there before. */
    void becomeReadyOnABucketOfBefore() {
        await().atMost(MADE_WITHIN).until(() -> list().size() == 1);
        String report = READY.replace("\"bucketCreated\":true", "\"bucketCreated\":false");
        set(
                list().getFirst(),
                status(
                        true,
                        List.of(container("gateway", running(), true), container("bucket", ended(0, report), true)),
                        List.of(container("registry", running(), true))));
    }

    /** Says that the bucket's step of the one pod failed with this report. */
    void failAtTheBucket(String outcome, String message) {
        await().atMost(MADE_WITHIN).until(() -> list().size() == 1);
        String report = "{\"outcome\":\"%s\",\"message\":\"%s\"}".formatted(outcome, message);
        set(
                list().getFirst(),
                status(
                        false,
                        List.of(container("gateway", running(), true), container("bucket", ended(1, report), false)),
                        List.of()));
    }

    /** Says that the gateway of the one pod ended with these last words, and has been started again several times. */
    void failAtTheGateway(String lastWords, int restarts) {
        await().atMost(MADE_WITHIN).until(() -> list().size() == 1);
        ContainerStatus gateway = new ContainerStatusBuilder(container("gateway", crashing(), false))
                .withRestartCount(restarts)
                .withLastState(ended(1, lastWords))
                .build();
        set(list().getFirst(), status(false, List.of(gateway), List.of()));
    }

    /** Waits for the pod that empties the storage, and says that it ended with this report. */
    void endCleanup(String outcome, String message) {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> endCleanupIfAny(outcome, message));
    }

    /** Says that the pod that empties the storage ended with this report; returns whether there was one that had not ended. */
    public boolean endCleanupIfAny(String outcome, String message) {
        return cleanups().stream().anyMatch(pod -> edit(pod, cleanedUp(outcome, message)) != null);
    }

    /** Those that have not ended. */
    private List<Pod> cleanups() {
        return list().stream()
                .filter(pod -> "cleanup".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .filter(pod -> "Pending".equals(pod.getStatus().getPhase()))
                .toList();
    }

    private static PodStatus cleanedUp(String outcome, String message) {
        boolean done = outcome.equals("Emptied");
        String report = "{\"outcome\":\"%s\",\"message\":\"%s\"}".formatted(outcome, message);
        return new PodStatusBuilder()
                .withPhase(done ? "Succeeded" : "Failed")
                .withContainerStatuses(container("cleanup", ended(done ? 0 : 1, report), false))
                .build();
    }

    private static PodStatus status(
            boolean ready, List<ContainerStatus> initContainers, List<ContainerStatus> containers) {
        return new PodStatusBuilder()
                .withPhase(ready ? "Running" : "Pending")
                .withHostIP("192.0.2.10")
                .withConditions(new PodConditionBuilder()
                        .withType("Ready")
                        .withStatus(ready ? "True" : "False")
                        .build())
                .withInitContainerStatuses(initContainers)
                .withContainerStatuses(containers)
                .build();
    }

    private void set(Pod pod, PodStatus status) {
        // A controller may write the pod at the same time; then once more. A rollout may take it away.
        await().atMost(MADE_WITHIN)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> isGoing(pod) || edit(pod, status) != null);
    }

    private boolean isGoing(Pod pod) {
        Pod there = namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withName(pod.getMetadata().getName())
                .get();
        return there == null
                || there.getMetadata().getDeletionTimestamp() != null
                || !there.getMetadata().getUid().equals(pod.getMetadata().getUid());
    }

    private Pod edit(Pod pod, PodStatus status) {
        return namespace
                .client()
                .pods()
                .inNamespace(namespace.name())
                .withName(pod.getMetadata().getName())
                .editStatus(current -> {
                    Objects.requireNonNull(current).setStatus(status);
                    return current;
                });
    }

    private static ContainerStatus container(String name, ContainerState state, boolean ready) {
        return new ContainerStatusBuilder()
                .withName(name)
                .withImage(name)
                .withImageID(name)
                .withReady(ready)
                .withStarted(ready)
                .withRestartCount(0)
                .withState(state)
                .build();
    }

    private static ContainerState running() {
        return new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(STARTED_AT)
                .endRunning()
                .build();
    }

    private static ContainerState crashing() {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .endWaiting()
                .build();
    }

    private static ContainerState ended(int code, String message) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withMessage(message)
                .withStartedAt(STARTED_AT)
                .withFinishedAt(STARTED_AT)
                .endTerminated()
                .build();
    }
}
