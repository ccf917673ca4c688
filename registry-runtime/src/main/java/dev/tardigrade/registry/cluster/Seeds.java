package dev.tardigrade.registry.cluster;

import dev.tardigrade.registry.model.ReplicaAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where to look for other replicas: names, each of which may stand for many addresses, as that of a headless Service of Kubernetes does.
 *
 * @param names as configured
 */
public record Seeds(List<ReplicaAddress> names) implements Supplier<Set<ReplicaAddress>> {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

    public Seeds {
        names = List.copyOf(names);
    }

    /** The addresses that the names stand for now; a name that nobody knows stands for none. */
    @Override
    public Set<ReplicaAddress> get() {
        return names.stream().flatMap(Seeds::addresses).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<ReplicaAddress> addresses(ReplicaAddress name) {
        try {
            return Arrays.stream(InetAddress.getAllByName(name.host()))
                    .map(address -> new ReplicaAddress(literal(address), name.port()));
        } catch (UnknownHostException _) {
            LOG.debug("{} has no address at the moment", name.host());
            return Stream.empty();
        }
    }

    /** Without the scope of link-local addresses, which no URI has. */
    private static String literal(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }
}
