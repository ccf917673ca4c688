package dev.tardigrade.registry.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server for those who operate the registry: {@code /livez}, {@code /readyz} and the metrics. */
public final class HealthServer implements AutoCloseable {

    private static final int THREADS = 8;

    private final Server server;
    private final ServerConnector connector;

    private HealthServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException where the address cannot be had
     */
    public static HealthServer start(InetSocketAddress address, HealthChecks checks) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("health");
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        server.setHandler(new HealthHandler(checks));
        server.setErrorHandler(new JsonErrors());
        HealthServer started = new HealthServer(server, connector);
        try {
            server.start();
        } catch (Exception e) {
            started.close();
            throw ListenFailure.of(address, "http.debug.addr", e);
        }
        return started;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
