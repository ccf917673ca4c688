package dev.tardigrade.registry.config;

import dev.tardigrade.registry.config.settings.ClusterSettings;
import dev.tardigrade.registry.config.settings.ListenAddress;
import dev.tardigrade.registry.config.source.Node;
import dev.tardigrade.registry.config.vocabulary.Key;
import dev.tardigrade.registry.model.ReplicaAddress;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code cluster}. */
final class ClusterReader {

    private static final List<Key> KEYS = List.of(Key.CLUSTER_ADDR, Key.CLUSTER_SELF, Key.CLUSTER_PEERS);

    private final Settings settings;

    ClusterReader(Settings settings) {
        this.settings = settings;
    }

    /** Null where there is one replica, or a problem was found. */
    @Nullable ClusterSettings read() {
        if (KEYS.stream().noneMatch(settings::isSet)) {
            return null;
        }
        if (!settings.isSet(Key.HTTP_SECRET) && !settings.isSet(Key.HTTP_SECRETFILE)) {
            settings.problem(Key.HTTP_SECRET, "is missing: replicas know each other by it, so set the same for all");
        }
        ListenAddress address = settings.required(Key.CLUSTER_ADDR, written -> ListenAddress.parse(written.text()));
        OptionalInt port = address == null ? OptionalInt.empty() : OptionalInt.of(address.port());
        ReplicaAddress self = settings.required(
                Key.CLUSTER_SELF, written -> ReplicaAddress.parse(written.text().strip(), port));
        List<ReplicaAddress> peers = settings.required(Key.CLUSTER_PEERS, ClusterReader::peers);
        return address == null || self == null || peers == null ? null : new ClusterSettings(address, self, peers);
    }

    private static List<ReplicaAddress> peers(Node.Scalar written) {
        return Arrays.stream(written.text().split(",", -1))
                .map(each -> ReplicaAddress.parse(each.strip(), OptionalInt.empty()))
                .toList();
    }
}
