package dev.tardigrade.registry.http;

import dev.tardigrade.registry.http.listen.CarefulConnector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Graceful;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time between the wish to stop and the end: no connection is taken any more, clients of HTTP/2 are told to open another one, and what is
 * under way or still comes over open connections is answered.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private static final Duration ROUND = Duration.ofMillis(50);

    /** After which a connection is closed, once no request is under way on any. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final Server server;
    private final CarefulConnector connector;
    private final DrainingHandler requests;
    private final Duration time;

    /** @param time that requests may take */
    Drain(Server server, CarefulConnector connector, DrainingHandler requests, Duration time) {
        this.server = server;
        this.connector = connector;
        this.requests = requests;
        this.time = time;
        server.setStopTimeout(0);
        // Jetty would close connections that are silent for a second, also where a client waits for its answer.
        connector.setShutdownIdleTimeout(-1);
    }

    /** Returns when all connections are closed, or the time is over. */
    void run() {
        if (time.isZero() || !server.isStarted()) {
            return;
        }
        long end = System.nanoTime() + time.toNanos();
        requests.end();
        // First of all: a client of HTTP/2 that is told to open another connection must not open it here.
        connector.closeInOrder(time);
        CompletableFuture<Void> done = Graceful.shutdown(server);
        while (!isOver(done) && System.nanoTime() < end) {
            Duration silence = requests.getCurrentRequestCount() == 0 ? QUIET : time.plus(QUIET);
            connector.getConnectedEndPoints().forEach(each -> each.setIdleTimeout(silence.toMillis()));
        }
    }

    private static boolean isOver(CompletableFuture<Void> done) {
        try {
            done.get(ROUND.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            LOG.warn("the server does not end in order", e);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
