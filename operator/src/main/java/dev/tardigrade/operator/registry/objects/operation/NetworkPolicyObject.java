package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.api.v1alpha1.operation.Shield;
import dev.tardigrade.api.v1alpha1.storage.GatewayMode;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.vocabulary.Labels;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import java.util.List;
import java.util.stream.Stream;

/** What may connect to the servers and to a gateway beside them, and where these and the pod that empties the storage may connect to. */
final class NetworkPolicyObject {

    private NetworkPolicyObject() {}

    static Stream<NetworkPolicy> of(Blueprint blueprint) {
        if (blueprint.spec().networkPolicy().mode() == Shield.Disabled) {
            return Stream.empty();
        }
        var servers = policy(
                blueprint,
                blueprint.names().networkPolicy(),
                Labels.serversAndCleanup(blueprint.names().registry()),
                ingress(blueprint),
                EgressRules.servers(blueprint));
        var storj = blueprint.spec().storage().storj();
        return storj == null || storj.gateway().mode() != GatewayMode.Dedicated
                ? Stream.of(servers)
                : Stream.of(servers, gateway(blueprint));
    }

    /** It serves the whole bucket to whoever has its keys; only servers need to reach it. */
    private static NetworkPolicy gateway(Blueprint blueprint) {
        return policy(
                blueprint,
                blueprint.names().gateways(),
                Labels.gateways(blueprint.names().registry()),
                List.of(new NetworkPolicyIngressRuleBuilder()
                        .withPorts(PolicyParts.tcp(Ports.GATEWAY))
                        .withFrom(PolicyParts.servers(blueprint))
                        .build()),
                EgressRules.gateways());
    }

    private static NetworkPolicy policy(
            Blueprint blueprint,
            String name,
            LabelSelector pods,
            List<NetworkPolicyIngressRule> ingress,
            List<NetworkPolicyEgressRule> egress) {
        return new NetworkPolicyBuilder()
                .withMetadata(Metadata.owned(blueprint, name))
                .withNewSpec()
                .withPodSelector(pods)
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress)
                .withEgress(egress)
                .endSpec()
                .build();
    }

    /** Clients come from anywhere, metrics are read inside the cluster. Probes come from the node, which is always let in. */
    private static List<NetworkPolicyIngressRule> ingress(Blueprint blueprint) {
        return List.of(
                new NetworkPolicyIngressRuleBuilder()
                        .withPorts(PolicyParts.tcp(Ports.REGISTRY))
                        .build(),
                new NetworkPolicyIngressRuleBuilder()
                        .withPorts(PolicyParts.tcp(Ports.DEBUG))
                        .withFrom(PolicyParts.anyPod())
                        .build(),
                new NetworkPolicyIngressRuleBuilder()
                        .withPorts(PolicyParts.tcp(Ports.PEERS))
                        .withFrom(PolicyParts.servers(blueprint))
                        .build());
    }
}
