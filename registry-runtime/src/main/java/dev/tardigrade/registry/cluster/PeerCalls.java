package dev.tardigrade.registry.cluster;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** How the other replicas are spoken to. Calls block at most as long as they are told to, and never fail: what became of them is the result. */
public interface PeerCalls {

    /** Tells a peer that this replica is there. */
    Reply hello(ReplicaAddress peer, Duration limit);

    /** Tells a peer that this replica answers no clients any more. */
    Reply goodbye(ReplicaAddress peer, Duration limit);

    /** Has a peer drop what it keeps under these keys. */
    Reply forget(ReplicaAddress peer, Collection<ObjectKey> keys, Duration limit);

    /** In which repositories a peer has seen a blob lately; none also where it does not answer. */
    List<RepositoryName> seen(ReplicaAddress peer, Digest blob, Duration limit);

    /** What became of a call. */
    enum Reply {
        /** The peer has done it. */
        DONE,
        /** It is this replica itself that answers there. */
        MYSELF,
        /** No process listens there. */
        NOBODY,
        /** No answer, or one that makes no sense: whether somebody serves there is not known. */
        UNKNOWN
    }
}
