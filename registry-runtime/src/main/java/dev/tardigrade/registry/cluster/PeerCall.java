package dev.tardigrade.registry.cluster;

import dev.tardigrade.registry.model.ReplicaAddress;
import java.util.List;

/**
 * What a replica asks of another one, as far as the signature covers it.
 *
 * @param to whom it is for
 * @param verb of the request
 * @param target path and query
 * @param content whatever else must not be changed on the way
 */
public record PeerCall(ReplicaAddress to, String verb, String target, List<String> content) {

    public PeerCall {
        content = List.copyOf(content);
    }
}
