package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.message.ErrorAnswer;
import dev.tardigrade.registry.http.message.ErrorBody;
import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.MediaType;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers in the registry's form, and without a stack trace, to what the HTTP server itself refuses. */
final class JsonErrors extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        // No handler of ours has seen the request: it has no id yet, and the log wants one.
        String id = RequestId.of(request);
        if (request.getAttribute(RequestId.ATTRIBUTE) == null) {
            request.setAttribute(RequestId.ATTRIBUTE, id);
            response.getHeaders().put(RegistryHeader.REQUEST_ID.toString(), id);
        }
        Bytes body = body(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.JSON.value());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1L);
        }
        response.write(true, body.buffer(), callback);
    }

    private static Bytes body(int status) {
        return ErrorBody.of(ErrorAnswer.refused(status, HttpStatus.getMessage(status)));
    }
}
