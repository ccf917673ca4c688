package dev.tardigrade.registry.http.peer;

import dev.tardigrade.registry.cluster.PeerCall;
import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.cluster.PeerStamp;
import dev.tardigrade.registry.http.RegistryHandler;
import dev.tardigrade.registry.model.ReplicaAddress;
import dev.tardigrade.registry.model.UploadId;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests for uploads that other replicas send on, each once. */
final class ForwardedHandler extends Handler.Abstract {

    private final ReplicaAddress self;
    private final PeerKey key;
    private final RegistryHandler answers;

    ForwardedHandler(ReplicaAddress self, PeerKey key, RegistryHandler answers) {
        super(InvocationType.BLOCKING);
        this.self = self;
        this.key = key;
        this.answers = answers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Optional<PeerStamp> stamp =
                Optional.ofNullable(request.getHeaders().get(PeerMessage.STAMP)).flatMap(PeerStamp::parse);
        Optional<UploadId> upload = stamp.flatMap(each -> genuine(request, each));
        if (upload.isPresent()) {
            Response proven = new ProvenResponse(request, response, key.proof(stamp.orElseThrow()));
            answers.answer(request, proven, callback, (api, exchange) -> api.handleForwarded(exchange, upload.get()));
        } else {
            Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
        }
        return true;
    }

    /** The upload that the request is for; empty where no replica has sent it on, or it has come before. */
    private Optional<UploadId> genuine(Request request, PeerStamp stamp) {
        String text = request.getHeaders().get(ForwardedCall.UPLOAD);
        if (text == null) {
            return Optional.empty();
        }
        UploadId upload;
        try {
            upload = new UploadId(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        String range = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_RANGE))
                .orElse("");
        String target = request.getHttpURI().getPathQuery();
        PeerCall call = ForwardedCall.of(self, request.getMethod(), target, upload, range);
        return key.isGenuineOnce(call, stamp) ? Optional.of(upload) : Optional.empty();
    }
}
