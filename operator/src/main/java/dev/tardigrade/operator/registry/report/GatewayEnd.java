package dev.tardigrade.operator.registry.report;

import dev.tardigrade.operator.vocabulary.Names;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Why a gateway ended. Its last words only choose the reason and are never repeated: they are not ours, and what they may hold one day
 * nobody knows.
 */
final class GatewayEnd {

    /** Of Storj's library, as the gateway v1.11.0 says them. */
    private static final List<String> REJECTED = List.of("permission denied", "invalid access grant");

    private GatewayEnd() {}

    static Finding finding(ServerPod pod, ContainerStateTerminated end) {
        var words = Objects.requireNonNullElse(end.getMessage(), "").toLowerCase(Locale.ROOT);
        var logs = "kubectl logs %s -c %s --previous".formatted(pod.name(), Names.GATEWAY_CONTAINER);
        if ("OOMKilled".equals(end.getReason())) {
            return Finding.no(
                    Reason.GATEWAY_UNAVAILABLE,
                    "the gateway ran out of memory: raise spec.storage.storj.gateway.resources.limits.memory");
        }
        return REJECTED.stream().anyMatch(words::contains)
                ? Finding.no(
                        Reason.GRANT_REJECTED,
                        "Storj refuses the access grant: it may be revoked, expired or of another satellite; put a new one into the Secret; see "
                                + logs)
                : Finding.no(
                        Reason.GATEWAY_UNAVAILABLE,
                        "the gateway ended with exit code %d: Storj's satellite may not be reachable from the pod; it is tried again by itself; see %s"
                                .formatted(end.getExitCode(), logs));
    }
}
