package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.UploadId;
import java.util.Optional;

/**
 * An upload that whoever asks for it may see: this has been verified.
 *
 * @param owner where the process answers the other replicas that had the upload when the client was last told so; empty where it was the only one
 * @param token the client's
 */
public record UploadRef(
        UploadId upload, RepositoryName repository, Optional<ReplicaAddress> owner, SessionToken token) {}
