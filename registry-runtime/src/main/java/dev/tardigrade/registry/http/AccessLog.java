package dev.tardigrade.registry.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request, at its end. Queries are left out: they may carry what clients keep secret. */
final class AccessLog implements RequestLog {

    /** Of the logger, as the configuration of logging names it. */
    static final String NAME = "dev.tardigrade.registry.access";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
        String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
        LOG.atInfo()
                .setMessage("{} {} {}")
                .addArgument(request.getMethod())
                .addArgument(request.getHttpURI().getPath())
                .addArgument(response.getStatus())
                .addKeyValue("request", request.getAttribute(RequestId.ATTRIBUTE))
                .addKeyValue("remote", Request.getRemoteAddr(request))
                .addKeyValue("received", Request.getContentBytesRead(request))
                .addKeyValue("sent", Response.getContentBytesWritten(response))
                .addKeyValue("millis", taken.toMillis())
                .addKeyValue("agent", agent)
                .log();
    }
}
