package dev.tardigrade.registry.http.peer;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer that shows that a replica gives it, whatever becomes of its headers before it begins. */
final class ProvenResponse extends Response.Wrapper {

    private final String proof;

    ProvenResponse(Request request, Response response, String proof) {
        super(request, response);
        this.proof = proof;
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (!isCommitted()) {
            getHeaders().put(ForwardedCall.PROOF, proof);
        }
        super.write(last, content, callback);
    }
}
