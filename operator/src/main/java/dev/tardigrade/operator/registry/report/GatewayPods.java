package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The pods of a gateway that runs by itself.
 *
 * @param name of its Deployment
 */
record GatewayPods(String name, List<ServerPod> pods) {

    /** Those of the gateway that the servers are to use, where it runs by itself. */
    static Optional<GatewayPods> of(Children children, Optional<Deployment> servers) {
        return servers.map(found -> found.getSpec().getTemplate().getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.GATEWAY))
                .map(name -> new GatewayPods(
                        name,
                        children.all(Pod.class)
                                .filter(pod -> Objects.equals(
                                        pod.getMetadata().getLabels().get(Labels.GATEWAY), name))
                                .map(ServerPod::new)
                                .filter(pod -> !pod.isGoing())
                                .toList()));
    }

    /** What is wrong with all of them, if it is known. */
    Optional<Finding> trouble() {
        if (pods.stream().anyMatch(ServerPod::isReady)) {
            return Optional.empty();
        }
        return pods.stream()
                .flatMap(pod -> pod.gatewayEnd().map(end -> GatewayEnd.finding(pod, end)).stream())
                .findFirst()
                .or(() -> pods.stream()
                        .flatMap(pod -> pod.obstacle().stream())
                        .findFirst()
                        .map(obstacle -> Finding.no(Reason.GATEWAY_UNAVAILABLE, obstacle.message())))
                .or(() -> Optional.of(Finding.no(
                        Reason.GATEWAY_UNAVAILABLE,
                        "no pod of the gateway is ready yet; see kubectl describe deployment " + name)));
    }
}
