package dev.tardigrade.operator.registry.apply;

import dev.tardigrade.operator.registry.model.Children;
import dev.tardigrade.operator.vocabulary.Annotations;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What pods still work with, though it is not wanted any more. It is not taken from under them: a container that starts again would find
 * nothing.
 *
 * @param rolling whether servers are being replaced, so that more of the old ones may yet appear
 */
record InUse(Set<String> secrets, Set<String> gateways, boolean rolling) {

    InUse {
        secrets = Set.copyOf(secrets);
        gateways = Set.copyOf(gateways);
    }

    static InUse by(Children children) {
        var secrets = new HashSet<String>();
        children.all(Pod.class)
                .filter(InUse::mayRun)
                .forEach(pod -> secretsOf(pod).forEach(secrets::add));
        var gateways = new HashSet<String>();
        children.servers().filter(InUse::mayRun).forEach(pod -> gatewayOf(pod).ifPresent(gateways::add));
        var rolling = children.all(Deployment.class)
                .filter(deployment -> Labels.isServer(deployment.getMetadata().getLabels()))
                .anyMatch(InUse::isRolling);
        return new InUse(secrets, gateways, rolling);
    }

    boolean contains(HasMetadata object) {
        var name = object.getMetadata().getName();
        if (object instanceof Secret) {
            return rolling || secrets.contains(name);
        }
        var gateway = object.getMetadata().getLabels().get(Labels.GATEWAY);
        return gateway != null && (rolling || gateways.contains(name));
    }

    private static boolean mayRun(Pod pod) {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return !"Succeeded".equals(phase) && !"Failed".equals(phase);
    }

    private static Stream<String> secretsOf(Pod pod) {
        return pod.getSpec() == null
                ? Stream.empty()
                : Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                        .flatMap(InUse::secretsOf);
    }

    private static Stream<String> secretsOf(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null
                        && variable.getValueFrom().getSecretKeyRef() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName());
    }

    private static Optional<String> gatewayOf(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Annotations.GATEWAY));
    }

    private static boolean isRolling(Deployment deployment) {
        var status = deployment.getStatus();
        return status == null
                || !Objects.equals(
                        status.getObservedGeneration(), deployment.getMetadata().getGeneration())
                || !Objects.equals(status.getUpdatedReplicas(), status.getReplicas());
    }
}
