package dev.tardigrade.registry.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/**
 * While the server stops, a request that still comes over an open connection is answered as any other, and the connection closes behind it: its
 * sender could not know. Refused, a PUT would be a stream that is reset, which clients of HTTP/2 do not repeat.
 */
final class DrainingHandler extends GracefulHandler {

    private final RegistryHandler answering;

    DrainingHandler(RegistryHandler answering) {
        super(answering);
        this.answering = answering;
    }

    /** From now on answers tell that the connection closes. To be called before the port closes, so that nobody who cannot come again misses it. */
    void end() {
        answering.end();
    }

    @Override
    protected void handleShutdownRejection(Request request, Response response, Callback callback) {
        answering.handle(request, response, callback);
    }
}
