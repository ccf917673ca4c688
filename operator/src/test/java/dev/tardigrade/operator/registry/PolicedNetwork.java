package dev.tardigrade.operator.registry;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A network that enforces policies as the API says. Pods are no addresses in it, as in networks that know pods by their labels alone: what is
 * let through here is let through everywhere.
 */
record PolicedNetwork(List<NetworkPolicy> policies) {

    private static final String NAME_OF_NAMESPACE = "kubernetes.io/metadata.name";

    /**
     * What packets come from or go to.
     *
     * @param namespace null outside of the cluster
     * @param address empty for pods
     */
    record Host(@Nullable String namespace, Map<String, String> labels, String address) {

        static Host pod(String namespace, Map<String, String> labels) {
            return new Host(namespace, labels, "");
        }

        static Host outside(String address) {
            return new Host(null, Map.of(), address);
        }

        Optional<String> home() {
            return Optional.ofNullable(namespace);
        }
    }

    /** What is spoken, and at which port of the host that is spoken to. */
    record Port(String protocol, int number) {

        static Port tcp(int number) {
            return new Port("TCP", number);
        }

        static Port udp(int number) {
            return new Port("UDP", number);
        }
    }

    boolean lets(Host from, Host to, Port port) {
        return letsOut(from, to, port) && letsIn(from, to, port);
    }

    boolean letsOut(Host from, Host to, Port port) {
        var about = about(from, "Egress");
        return about.isEmpty()
                || about.stream()
                        .anyMatch(policy -> policy.getSpec().getEgress().stream()
                                .anyMatch(rule -> hasPort(rule.getPorts(), port) && hasPeer(rule.getTo(), policy, to)));
    }

    boolean letsIn(Host from, Host to, Port port) {
        var about = about(to, "Ingress");
        return about.isEmpty()
                || about.stream()
                        .anyMatch(policy -> policy.getSpec().getIngress().stream()
                                .anyMatch(rule ->
                                        hasPort(rule.getPorts(), port) && hasPeer(rule.getFrom(), policy, from)));
    }

    private List<NetworkPolicy> about(Host host, String direction) {
        return policies.stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
                .filter(policy -> host.home()
                        .filter(policy.getMetadata().getNamespace()::equals)
                        .isPresent())
                .filter(policy -> matches(policy.getSpec().getPodSelector(), host.labels()))
                .toList();
    }

    private static boolean hasPort(List<NetworkPolicyPort> ports, Port port) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(allowed -> allowed.getProtocol().equals(port.protocol())
                                && allowed.getPort().getIntVal() == port.number());
    }

    private static boolean hasPeer(List<NetworkPolicyPeer> peers, NetworkPolicy policy, Host host) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> isPeer(peer, policy, host));
    }

    private static boolean isPeer(NetworkPolicyPeer peer, NetworkPolicy policy, Host host) {
        if (peer.getIpBlock() != null) {
            return host.home().isEmpty() && isIn(peer.getIpBlock(), host.address());
        }
        Predicate<String> namespaces = peer.getNamespaceSelector() == null
                ? policy.getMetadata().getNamespace()::equals
                : name -> matches(peer.getNamespaceSelector(), Map.of(NAME_OF_NAMESPACE, name));
        return host.home().filter(namespaces).isPresent()
                && (peer.getPodSelector() == null || matches(peer.getPodSelector(), host.labels()));
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        return (selector.getMatchLabels() == null
                        || labels.entrySet()
                                .containsAll(selector.getMatchLabels().entrySet()))
                && selector.getMatchExpressions().stream().allMatch(expression -> matches(expression, labels));
    }

    private static boolean matches(LabelSelectorRequirement expression, Map<String, String> labels) {
        if (!expression.getOperator().equals("In")) {
            throw new UnsupportedOperationException("a selector with " + expression.getOperator());
        }
        return expression.getValues().contains(labels.get(expression.getKey()));
    }

    private static boolean isIn(IPBlock block, String address) {
        return isIn(block.getCidr(), address)
                && block.getExcept().stream().noneMatch(excepted -> isIn(excepted, address));
    }

    private static boolean isIn(String cidr, String address) {
        var parts = cidr.split("/", 2);
        var base = InetAddress.ofLiteral(parts[0]).getAddress();
        var other = InetAddress.ofLiteral(address).getAddress();
        var hostBits = base.length * Byte.SIZE - Integer.parseInt(parts[1]);
        return base.length == other.length
                && new BigInteger(1, base).shiftRight(hostBits).equals(new BigInteger(1, other).shiftRight(hostBits));
    }
}
