package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;

/** What rules of network policies are made of. */
final class PolicyParts {

    /** Which the API server itself gives each namespace. */
    private static final String NAME_OF_NAMESPACE = "kubernetes.io/metadata.name";

    private PolicyParts() {}

    static NetworkPolicyPort tcp(int port) {
        return port("TCP", port);
    }

    static NetworkPolicyPort udp(int port) {
        return port("UDP", port);
    }

    private static NetworkPolicyPort port(String protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(port))
                .build();
    }

    /** The servers of the same Registry. */
    static NetworkPolicyPeer servers(Blueprint blueprint) {
        return new NetworkPolicyPeerBuilder()
                .withPodSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Labels.podSelector(blueprint.names().registry()))
                        .build())
                .build();
    }

    /** Some networks do not count pods among addresses. */
    static NetworkPolicyPeer anyPod() {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelector())
                .build();
    }

    static NetworkPolicyPeer podsOf(String namespace) {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelectorBuilder()
                        .addToMatchLabels(NAME_OF_NAMESPACE, namespace)
                        .build())
                .build();
    }
}
