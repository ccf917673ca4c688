package dev.tardigrade.registry.cluster;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.Collection;
import java.util.List;

/** What other replicas may tell and ask this one. */
public interface PeerListener {

    /** A replica serves at this address. */
    void heard(ReplicaAddress other);

    /** The replica at this address answers no clients any more. */
    void left(ReplicaAddress other);

    /** What the store has under these keys has changed; nothing that is kept of it may be used once this has returned. */
    void forget(Collection<ObjectKey> keys);

    /** In which repositories this replica has seen a blob lately. */
    List<RepositoryName> seen(Digest blob);
}
