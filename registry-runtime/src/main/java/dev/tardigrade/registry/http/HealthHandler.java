package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

final class HealthHandler extends Handler.Abstract {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HealthChecks checks;

    HealthHandler(HealthChecks checks) {
        super(InvocationType.BLOCKING);
        this.checks = checks;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (path.equals("/livez")) {
            answer(response, callback, HttpStatus.OK_200, TEXT, "ok\n");
        } else if (path.equals("/readyz")) {
            Optional<String> unready = checks.unready().get();
            int status = unready.isPresent() ? HttpStatus.SERVICE_UNAVAILABLE_503 : HttpStatus.OK_200;
            answer(response, callback, status, TEXT, unready.orElse("ok") + "\n");
        } else if (checks.metricsPath().equals(Optional.of(path))) {
            answer(
                    response,
                    callback,
                    HttpStatus.OK_200,
                    PROMETHEUS,
                    checks.metrics().get());
        } else {
            Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
        return true;
    }

    private static void answer(Response response, Callback callback, int status, String type, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.write(true, ByteBuffer.wrap(text.getBytes(UTF_8)), callback);
    }
}
