package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.message.RegistryHeader;
import dev.tardigrade.registry.http.message.RequestNote;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each request, at its end. Queries are left out: they may carry what clients keep secret. */
final class AccessLog implements RequestLog {

    /** Of the logger, as the configuration of logging names it. */
    static final String NAME = "dev.tardigrade.registry.access";

    private static final List<RequestNote> NOTES =
            List.of(RequestNote.REPOSITORY, RequestNote.REFERENCE, RequestNote.USER);
    private static final Pattern UPLOAD = Pattern.compile("(/blobs/uploads/).+");
    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    @Override
    public void log(Request request, Response response) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
        String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
        LoggingEventBuilder line = LOG.atInfo()
                .setMessage("{} {} {}")
                .addArgument(request.getMethod())
                .addArgument(path(request))
                .addArgument(response.getStatus())
                .addKeyValue("request", request.getAttribute(RequestId.ATTRIBUTE))
                .addKeyValue("remote", Request.getRemoteAddr(request))
                .addKeyValue("received", Request.getContentBytesRead(request))
                .addKeyValue("sent", Response.getContentBytesWritten(response))
                .addKeyValue("millis", taken.toMillis())
                .addKeyValue("agent", agent);
        for (RequestNote note : NOTES) {
            line = with(line, note.name().toLowerCase(Locale.ROOT), note.of(request));
        }
        with(line, "digest", response.getHeaders().get(RegistryHeader.CONTENT_DIGEST.toString()))
                .log();
    }

    private static LoggingEventBuilder with(LoggingEventBuilder line, String key, @Nullable String value) {
        return value == null ? line : line.addKeyValue(key, value);
    }

    private static @Nullable String path(Request request) {
        String path = request.getHttpURI().getPath();
        return path == null ? null : path(path);
    }

    /** Without the token of an upload: whoever has it may add to the upload. */
    static String path(String path) {
        return UPLOAD.matcher(path).replaceFirst("$1…");
    }
}
