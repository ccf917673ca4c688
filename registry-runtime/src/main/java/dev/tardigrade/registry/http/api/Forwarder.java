package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.UploadId;
import java.io.IOException;
import java.util.Optional;

/** Has other replicas answer requests. */
public interface Forwarder {

    /** There are no other replicas. */
    Forwarder NONE = (_, _, _) -> Optional.empty();

    /**
     * Has the replica that has an upload answer a request for it. The body of the request flows through.
     *
     * @return empty where nobody answers there, or one that does not have the upload; then nothing of the body has been read
     * @throws dev.tardigrade.registry.model.RegistryException with {@code StorageUnavailable} where the replica breaks off
     * @throws IOException where the client breaks off
     */
    Optional<ForeignAnswer> ask(ReplicaAddress replica, UploadId upload, Exchange exchange) throws IOException;
}
