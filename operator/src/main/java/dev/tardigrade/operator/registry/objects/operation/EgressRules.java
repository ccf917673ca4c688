package dev.tardigrade.operator.registry.objects.operation;

import dev.tardigrade.api.v1alpha1.access.Auth;
import dev.tardigrade.api.v1alpha1.access.Oidc;
import dev.tardigrade.api.v1alpha1.operation.Notification;
import dev.tardigrade.api.v1alpha1.upstream.Upstream;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.frame.Ports;
import dev.tardigrade.operator.vocabulary.MetadataAddresses;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where pods of a Registry may connect to. Policies know addresses and no names, so storage is any address but those of the link and the few
 * others where clouds keep their metadata. They are enforced at the pod, where a Service has led to another port already.
 */
final class EgressRules {

    private static final int DNS = 53;

    /** Where the pods behind the Service of DNS may listen. */
    private static final int DNS_OF_PODS = 5353;

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

    private EgressRules() {}

    private static String throughNat64(String address) {
        var bytes = InetAddress.ofLiteral(address).getAddress();
        return "64:ff9b::%02x%02x:%02x%02x".formatted(bytes[0], bytes[1], bytes[2], bytes[3]);
    }

    /** Of gateways in pods of their own. */
    static List<NetworkPolicyEgressRule> gateways() {
        return Stream.concat(names(), Stream.of(anywhere().build())).toList();
    }

    /** Of servers, and of the pod that empties the storage. */
    static List<NetworkPolicyEgressRule> servers(Blueprint blueprint) {
        return Stream.of(
                        names(),
                        Stream.of(peers(blueprint)),
                        storage(blueprint),
                        others(blueprint),
                        services(blueprint))
                .flatMap(rules -> rules)
                .toList();
    }

    private static Stream<NetworkPolicyEgressRule> names() {
        return Stream.of(
                new NetworkPolicyEgressRuleBuilder()
                        .withPorts(PolicyParts.udp(DNS), PolicyParts.tcp(DNS))
                        .build(),
                new NetworkPolicyEgressRuleBuilder()
                        .withPorts(PolicyParts.udp(DNS_OF_PODS), PolicyParts.tcp(DNS_OF_PODS))
                        .withTo(PolicyParts.anyPod())
                        .build());
    }

    private static NetworkPolicyEgressRule peers(Blueprint blueprint) {
        return new NetworkPolicyEgressRuleBuilder()
                .withPorts(PolicyParts.tcp(Ports.PEERS))
                .withTo(PolicyParts.servers(blueprint))
                .build();
    }

    private static Stream<NetworkPolicyEgressRule> storage(Blueprint blueprint) {
        // Satellites and storage nodes each have ports of their own, by TCP and by QUIC.
        return blueprint.spec().storage().storj() == null
                ? s3(blueprint).map(Destination::port).map(EgressRules::anywhereAt)
                : Stream.of(anywhere().build());
    }

    private static Stream<NetworkPolicyEgressRule> others(Blueprint blueprint) {
        return Stream.concat(
                        destinations(blueprint).map(Destination::port),
                        // where upstreams send servers for tokens and bytes
                        blueprint.spec().upstreams().stream().map(_ -> Destination.HTTPS))
                .distinct()
                .sorted()
                .map(EgressRules::anywhereAt);
    }

    /** A Service may lead to any port of its pods. */
    private static Stream<NetworkPolicyEgressRule> services(Blueprint blueprint) {
        var own = blueprint.registry().getMetadata().getNamespace();
        return Stream.concat(s3(blueprint), destinations(blueprint))
                .flatMap(destination -> destination.namespace(own).stream())
                .distinct()
                .sorted()
                .map(namespace -> new NetworkPolicyEgressRuleBuilder()
                        .withTo(PolicyParts.podsOf(namespace))
                        .build());
    }

    private static Stream<Destination> s3(Blueprint blueprint) {
        return Optional.ofNullable(blueprint.spec().storage().s3()).stream().map(s3 -> Destination.of(s3.endpoint()));
    }

    private static Stream<Destination> destinations(Blueprint blueprint) {
        return Stream.of(
                        blueprint.spec().notifications().stream().map(Notification::url),
                        Optional.ofNullable(blueprint.spec().auth()).map(Auth::oidc).map(Oidc::issuer).stream(),
                        blueprint.spec().upstreams().stream().map(Upstream::url))
                .flatMap(urls -> urls)
                .map(Destination::of);
    }

    private static NetworkPolicyEgressRule anywhereAt(int port) {
        return anywhere().withPorts(PolicyParts.tcp(port)).build();
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
                        PolicyParts.anyPod());
    }
}
