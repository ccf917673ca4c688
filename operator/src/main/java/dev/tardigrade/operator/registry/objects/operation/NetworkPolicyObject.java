package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.api.v1alpha1.access.Auth;
import dev.tardigrade.api.v1alpha1.access.Oidc;
import dev.tardigrade.api.v1alpha1.operation.Notification;
import dev.tardigrade.api.v1alpha1.operation.Shield;
import dev.tardigrade.api.v1alpha1.storage.GatewayMode;
import dev.tardigrade.api.v1alpha1.upstream.Upstream;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Metadata;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.vocabulary.Labels;
import dev.tardigrade.operator.vocabulary.MetadataAddresses;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may connect to the servers and to a gateway beside them, and where these and the pod that empties the storage may connect to. Policies
 * know addresses and no names, so storage is any address but those of the link and the few others where clouds keep their metadata.
 */
final class NetworkPolicyObject {

    private static final int DNS = 53;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** The link, and where clouds answer machines. */
    private static final List<String> NOWHERE = Stream.concat(
                    Stream.of("169.254.0.0/16"), MetadataAddresses.IPV4.stream().map(address -> address + "/32"))
            .toList();

    /** The same, also where {@link #NOWHERE} is reached through NAT64 (RFC 6052). */
    private static final List<String> NOWHERE_6 = Stream.of(
                    Stream.of("fe80::/10"),
                    MetadataAddresses.IPV6.stream().map(address -> address + "/128"),
                    Stream.of("64:ff9b::a9fe:0/112"),
                    MetadataAddresses.IPV4.stream().map(address -> throughNat64(address) + "/128"))
            .flatMap(addresses -> addresses)
            .toList();

    private NetworkPolicyObject() {}

    private static String throughNat64(String address) {
        var bytes = InetAddress.ofLiteral(address).getAddress();
        return "64:ff9b::%02x%02x:%02x%02x".formatted(bytes[0], bytes[1], bytes[2], bytes[3]);
    }

    static Stream<NetworkPolicy> of(Blueprint blueprint) {
        if (blueprint.spec().networkPolicy().mode() == Shield.Disabled) {
            return Stream.empty();
        }
        var servers = policy(
                blueprint,
                blueprint.names().networkPolicy(),
                Labels.serversAndCleanup(blueprint.names().registry()),
                ingress(blueprint),
                egress(blueprint));
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
                        .withPorts(port("TCP", Ports.GATEWAY))
                        .withFrom(others(blueprint))
                        .build()),
                List.of(names(), anywhere().build()));
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

    private static NetworkPolicyEgressRule names() {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(port("UDP", DNS), port("TCP", DNS))
                .build();
    }

    /** Clients come from anywhere, metrics are read inside the cluster. Probes come from the node, which is always let in. */
    private static List<NetworkPolicyIngressRule> ingress(Blueprint blueprint) {
        return List.of(
                new NetworkPolicyIngressRuleBuilder()
                        .withPorts(port("TCP", Ports.REGISTRY))
                        .build(),
                new NetworkPolicyIngressRuleBuilder()
                        .withPorts(port("TCP", Ports.DEBUG))
                        .withFrom(anyPod())
                        .build(),
                new NetworkPolicyIngressRuleBuilder()
                        .withPorts(port("TCP", Ports.PEERS))
                        .withFrom(others(blueprint))
                        .build());
    }

    private static List<NetworkPolicyEgressRule> egress(Blueprint blueprint) {
        var rules = new ArrayList<NetworkPolicyEgressRule>();
        rules.add(names());
        rules.add(new NetworkPolicyEgressRuleBuilder()
                .withPorts(port("TCP", Ports.PEERS))
                .withTo(others(blueprint))
                .build());
        var storage = blueprint.spec().storage();
        if (storage.s3() != null) {
            rules.add(anywhere()
                    .withPorts(port("TCP", port(storage.s3().endpoint())))
                    .build());
        }
        if (storage.storj() != null) {
            // Satellites and storage nodes each have ports of their own, by TCP and by QUIC.
            rules.add(anywhere().build());
        }
        Stream.concat(
                        Stream.concat(
                                        blueprint.spec().notifications().stream()
                                                .map(Notification::url),
                                        Optional.ofNullable(blueprint.spec().auth())
                                                .map(Auth::oidc)
                                                .map(Oidc::issuer)
                                                .stream())
                                .map(NetworkPolicyObject::port),
                        blueprint.spec().upstreams().stream().flatMap(NetworkPolicyObject::ports))
                .distinct()
                .sorted()
                .forEach(port ->
                        rules.add(anywhere().withPorts(port("TCP", port)).build()));
        return rules;
    }

    /** Its own, and that of where it sends servers for tokens and bytes. */
    private static Stream<Integer> ports(Upstream upstream) {
        return Stream.of(port(upstream.url()), HTTPS);
    }

    private static NetworkPolicyEgressRuleBuilder anywhere() {
        return new NetworkPolicyEgressRuleBuilder()
                .withTo(
                        new NetworkPolicyPeerBuilder()
                                .withIpBlock(new IPBlock("0.0.0.0/0", NOWHERE))
                                .build(),
                        new NetworkPolicyPeerBuilder()
                                .withIpBlock(new IPBlock("::/0", NOWHERE_6))
                                .build(),
                        anyPod());
    }

    private static NetworkPolicyPeer others(Blueprint blueprint) {
        return new NetworkPolicyPeerBuilder()
                .withPodSelector(servers(blueprint))
                .build();
    }

    /** Some networks do not count pods among addresses. */
    private static NetworkPolicyPeer anyPod() {
        return new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelector())
                .build();
    }

    private static int port(String url) {
        var endpoint = URI.create(url);
        if (endpoint.getPort() >= 0) {
            return endpoint.getPort();
        }
        return "http".equals(endpoint.getScheme()) ? HTTP : HTTPS;
    }

    private static NetworkPolicyPort port(String protocol, int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(new IntOrString(port))
                .build();
    }

    private static LabelSelector servers(Blueprint blueprint) {
        return new LabelSelectorBuilder()
                .withMatchLabels(Labels.podSelector(blueprint.names().registry()))
                .build();
    }
}
