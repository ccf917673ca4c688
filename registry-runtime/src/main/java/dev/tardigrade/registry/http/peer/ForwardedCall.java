package dev.tardigrade.registry.http.peer;

import dev.tardigrade.registry.cluster.PeerCall;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.UploadId;
import java.util.List;

/** The request of a client for an upload, as one replica sends it on to another. The bytes are not covered: the digest of the blob covers them. */
final class ForwardedCall {

    /** The header with the upload, which the sender has verified that the client may have. */
    static final String UPLOAD = "Tardigrade-Upload";

    /** The header of an answer that shows that a replica gives it. */
    static final String PROOF = "Tardigrade-Proof";

    private ForwardedCall() {}

    /** @param range the header {@code Content-Range}, or empty */
    static PeerCall of(ReplicaAddress to, String method, String target, UploadId upload, String range) {
        return new PeerCall(to, method, target, List.of(upload.toString(), range));
    }
}
