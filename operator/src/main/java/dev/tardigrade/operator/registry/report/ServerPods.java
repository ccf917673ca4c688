package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the server pods of a Registry tell.
 *
 * @param current those with the configuration that is wanted now, newest first
 * @param others those with an earlier one
 */
record ServerPods(List<ServerPod> current, List<ServerPod> others) {

    static ServerPods of(Children children, Optional<Deployment> deployment) {
        var hash = deployment
                .map(found -> found.getSpec().getTemplate().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.CONFIGURATION_HASH))
                .orElse("");
        var pods = children.servers()
                .map(ServerPod::new)
                .filter(pod -> !pod.isGoing())
                .sorted(Comparator.comparing(ServerPod::created).reversed().thenComparing(ServerPod::name))
                .toList();
        return new ServerPods(
                pods.stream().filter(pod -> pod.runs(hash)).toList(),
                pods.stream().filter(pod -> !pod.runs(hash)).toList());
    }

    /** What they tell about the storage, if anything. */
    Optional<Finding> storage(Instant now) {
        return evidence(pod -> storage(pod, now), ServerPods::reached);
    }

    /** Whether a bucket was found full, which keeps no server from starting. */
    boolean startThoughFull() {
        return all().anyMatch(ServerPod::startsThoughFull);
    }

    /** What they tell about the gateway, if anything. */
    Optional<Finding> gateway() {
        return evidence(ServerPods::gateway, _ -> Finding.yes("the gateway answers"));
    }

    /** What keeps the newest pods from starting. */
    Optional<Finding> obstacle() {
        return current.stream().flatMap(pod -> pod.obstacle().stream()).findFirst();
    }

    /** What keeps one of the newest pods from serving beside others that serve: its gateway or its storage. */
    Optional<String> hindrance(Instant now) {
        return current.stream()
                .filter(pod -> !pod.isReady())
                .flatMap(pod ->
                        hindrance(pod, now)
                                .map(finding -> "pod %s: %s".formatted(pod.name(), finding.message()))
                                .stream())
                .findFirst();
    }

    private static Optional<Finding> hindrance(ServerPod pod, Instant now) {
        return gateway(pod)
                .filter(Finding::isFalse)
                .or(() -> storage(pod, now)
                        .filter(finding -> finding.isFalse()
                                && !(finding.reason() == Reason.QUOTA_EXCEEDED && pod.startsThoughFull())));
    }

    /** The last word of the bucket's step by which the bucket is ours. */
    Optional<BucketReport> bucket() {
        return all().flatMap(pod -> pod.bucketReport().stream())
                .filter(report -> report.isReady() || report.isFull())
                .findFirst();
    }

    /** The first address of a node that runs a ready server. It does not move while that node has one. */
    Optional<String> nodeAddress() {
        return all().filter(ServerPod::isReady)
                .map(ServerPod::hostIp)
                .filter(address -> !address.isEmpty())
                .sorted()
                .findFirst();
    }

    /** What a ready server of the wanted configuration says; else the newest that says anything; else an older ready one. */
    private Optional<Finding> evidence(
            Function<ServerPod, Optional<Finding>> ofAny, Function<ServerPod, Finding> ofReady) {
        return current.stream()
                .filter(ServerPod::isReady)
                .findFirst()
                .map(ofReady)
                .or(() -> current.stream()
                        .flatMap(pod -> ofAny.apply(pod).stream())
                        .findFirst())
                .or(() -> others.stream().filter(ServerPod::isReady).findFirst().map(ofReady));
    }

    /** Of a server that is ready: with a bucket that was full when it started it is, too. */
    private static Finding reached(ServerPod pod) {
        return pod.bucketReport()
                .flatMap(report -> report.isFull()
                        ? Optional.of(full(pod, report))
                        : Optional.of(report.finding()).filter(Finding::isTrue))
                .orElseGet(() -> Finding.yes("the servers reach their storage"));
    }

    /** A pod tells it once, so that there is room again is told by the next one. */
    private static Finding full(ServerPod pod, BucketReport report) {
        return Finding.no(
                Reason.QUOTA_EXCEEDED,
                "%s; what can be done without is served; told by pod %s when it started: once there is room again, kubectl rollout restart deployment %s"
                        .formatted(report.finding().message(), pod.name(), pod.instance()));
    }

    private static Optional<Finding> storage(ServerPod pod, Instant now) {
        var farewell = pod.farewell().map(BucketReport::finding);
        if (farewell.isEmpty() && pod.lacksStorage(now)) {
            return Optional.of(Finding.no(
                    Reason.ENDPOINT_UNREACHABLE,
                    "the server of pod %s runs, but its storage does not answer it or refuses it; it tries on by itself; see kubectl logs %s -c %s"
                            .formatted(pod.name(), pod.name(), Names.REGISTRY_CONTAINER)));
        }
        return farewell.or(() -> pod.bucketReport().map(BucketReport::finding));
    }

    private static Optional<Finding> gateway(ServerPod pod) {
        return pod.gatewayEnd()
                .map(end -> GatewayEnd.finding(pod, end))
                .or(() -> pod.bucketReport().filter(_ -> pod.gatewayMayAnswer()).map(ServerPods::gateway));
    }

    private static Finding gateway(BucketReport report) {
        return report.isUnreachable()
                ? Finding.no(
                        Reason.GATEWAY_UNAVAILABLE,
                        "the gateway runs but does not answer: Storj's satellite may not be reachable from the pod; it is tried again"
                                + " by itself")
                : Finding.yes("the gateway answers");
    }

    private Stream<ServerPod> all() {
        return Stream.concat(current.stream(), others.stream());
    }
}
