package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one server pod tells. */
record ServerPod(Pod pod) {

    /** A server is not ready at once after its start; before this time it says nothing about the storage. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    /** Waits of the kubelet from this number of restarts on are 40 s and longer. */
    private static final int MANY_RESTARTS = 3;

    private static final String CRASHING = "CrashLoopBackOff";

    String name() {
        return pod.getMetadata().getName();
    }

    /** The name of its Registry, and of its Deployment. */
    String instance() {
        return Objects.requireNonNullElse(pod.getMetadata().getLabels().get(Labels.INSTANCE), "");
    }

    String created() {
        return Objects.requireNonNullElse(pod.getMetadata().getCreationTimestamp(), "");
    }

    String hostIp() {
        return Objects.requireNonNullElse(pod.getStatus().getHostIP(), "");
    }

    boolean isGoing() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether it runs with this configuration. */
    boolean runs(String configurationHash) {
        var annotations = pod.getMetadata().getAnnotations();
        return annotations != null && configurationHash.equals(annotations.get(Annotations.CONFIGURATION_HASH));
    }

    boolean isReady() {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    /** The last that the bucket's step said. */
    Optional<BucketReport> bucketReport() {
        return container(Names.BUCKET_CONTAINER)
                .flatMap(ServerPod::lastEnd)
                .flatMap(end -> BucketReport.parse(end.getMessage()));
    }

    /** Whether its bucket was found full, and its server is started all the same. */
    boolean startsThoughFull() {
        return bucketReport().filter(BucketReport::isFull).isPresent();
    }

    /** Why its server ended, where it told and has not been ready since. */
    Optional<BucketReport> farewell() {
        return container(Names.REGISTRY_CONTAINER)
                .flatMap(ServerPod::lastEnd)
                .filter(end -> !wasReadyAfter(end))
                .flatMap(end -> BucketReport.parse(end.getMessage()))
                .filter(report -> !report.isReady());
    }

    /** Whoever is ready and is not any more was told so after that. */
    private boolean wasReadyAfter(ContainerStateTerminated end) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> "Ready".equals(condition.getType()))
                .anyMatch(condition -> condition.getLastTransitionTime() != null
                        && end.getFinishedAt() != null
                        && Instant.parse(condition.getLastTransitionTime())
                                .isAfter(Instant.parse(end.getFinishedAt())));
    }

    /** Whether its server serves, but has found its storage wanting for some time. */
    boolean lacksStorage(Instant now) {
        return container(Names.REGISTRY_CONTAINER)
                .filter(server -> Boolean.TRUE.equals(server.getStarted()) && !Boolean.TRUE.equals(server.getReady()))
                .map(ContainerStatus::getState)
                .map(ContainerState::getRunning)
                .filter(running -> running.getStartedAt() != null
                        && Instant.parse(running.getStartedAt()).plus(SETTLING).isBefore(now))
                .isPresent();
    }

    /** How the gateway ended, if it does not run for that. */
    Optional<ContainerStateTerminated> gatewayEnd() {
        return container(Names.GATEWAY_CONTAINER)
                .filter(gateway ->
                        gateway.getState() == null || gateway.getState().getRunning() == null)
                .flatMap(ServerPod::lastEnd);
    }

    /** Whether its gateway runs, or is not in the pod. */
    boolean gatewayMayAnswer() {
        return container(Names.GATEWAY_CONTAINER)
                .map(gateway -> gateway.getState() != null && gateway.getState().getRunning() != null)
                .orElse(true);
    }

    /** Whether it has not served yet, and waits long before it tries again. */
    boolean isStuck() {
        var serving = container(Names.REGISTRY_CONTAINER)
                .map(ContainerStatus::getState)
                .map(ContainerState::getRunning)
                .isPresent();
        return !isGoing()
                && !serving
                && Stream.of(Names.GATEWAY_CONTAINER, Names.BUCKET_CONTAINER)
                        .flatMap(name -> container(name).stream())
                        .anyMatch(container ->
                                CRASHING.equals(waiting(container)) && container.getRestartCount() >= MANY_RESTARTS);
    }

    /** What keeps the pod from starting, other than its gateway or its bucket. */
    Optional<Finding> obstacle() {
        return unschedulable()
                .or(() -> Stream.concat(initContainers().stream(), containers().stream())
                        .flatMap(container -> obstacle(container).stream())
                        .findFirst());
    }

    private Optional<Finding> unschedulable() {
        return pod.getStatus().getConditions().stream()
                .filter(condition ->
                        "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus()))
                .findFirst()
                .map(condition -> Finding.no(
                        Reason.PROVISIONING, "pod %s finds no node: %s".formatted(name(), condition.getMessage())));
    }

    private Optional<Finding> obstacle(ContainerStatus container) {
        return switch (waiting(container)) {
            case "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull" ->
                Optional.of(Finding.no(
                        Reason.PROVISIONING,
                        "image %s of container %s cannot be pulled: check its name, and that the nodes may pull it%s"
                                .formatted(container.getImage(), container.getName(), pullSecrets())));
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                Optional.of(Finding.no(
                        Reason.PROVISIONING,
                        "container %s of pod %s cannot start: %s"
                                .formatted(
                                        container.getName(),
                                        name(),
                                        container.getState().getWaiting().getMessage())));
            case CRASHING ->
                Names.REGISTRY_CONTAINER.equals(container.getName()) ? Optional.of(crash()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether they are there the kubelet alone knows; it goes on without those that are not. */
    private String pullSecrets() {
        var names = Optional.ofNullable(pod.getSpec()).stream()
                .flatMap(spec -> spec.getImagePullSecrets().stream())
                .map(LocalObjectReference::getName)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; see whether the Secrets of spec.imagePullSecrets are there: " + names;
    }

    private Finding crash() {
        return Finding.no(
                Reason.PROVISIONING,
                "the server of pod %s ends again and again: see kubectl logs %s -c %s --previous"
                        .formatted(name(), name(), Names.REGISTRY_CONTAINER));
    }

    private static String waiting(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getWaiting)
                .map(waiting -> waiting.getReason())
                .orElse("");
    }

    private static Optional<ContainerStateTerminated> lastEnd(ContainerStatus container) {
        return Stream.of(container.getState(), container.getLastState())
                .filter(Objects::nonNull)
                .map(ContainerState::getTerminated)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<ContainerStatus> container(String name) {
        return Stream.concat(initContainers().stream(), containers().stream())
                .filter(container -> container.getName().equals(name))
                .findFirst();
    }

    private List<ContainerStatus> initContainers() {
        return pod.getStatus().getInitContainerStatuses();
    }

    private List<ContainerStatus> containers() {
        return pod.getStatus().getContainerStatuses();
    }
}
