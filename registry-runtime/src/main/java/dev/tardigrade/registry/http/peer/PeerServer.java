package dev.tardigrade.registry.http.peer;

import dev.tardigrade.registry.cluster.PeerKey;
import dev.tardigrade.registry.cluster.PeerListener;
import dev.tardigrade.registry.http.RegistryHandler;
import dev.tardigrade.registry.http.buffer.LentBuffers;
import dev.tardigrade.registry.http.listen.CarefulConnector;
import dev.tardigrade.registry.model.ReplicaAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server for the other replicas. Its port is not for clients; whoever reaches it can do nothing without the key. */
public final class PeerServer implements AutoCloseable {

    private static final int THREADS = 8;

    /** One for each request that another replica sends on; more wait until one closes. */
    private static final int CONNECTIONS = 1024;

    private static final long IDLE_MILLIS = 60_000;

    /** For answers that have been found and must only leave. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    /** After which a connection is closed on which nothing comes any more. */
    private static final long LAST_IDLE_MILLIS = 250;

    private final Server server;
    private final CarefulConnector connector;

    private PeerServer(Server server, CarefulConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Takes the address, so that its port is known; nothing is answered before {@link #serve}.
     *
     * @throws IOException where the address cannot be had
     */
    public static PeerServer open(InetSocketAddress address) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("peers");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Server server = new Server(threads, null, new LentBuffers());
        CarefulConnector connector = CarefulConnector.of(server);
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(LAST_IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException("cannot listen on " + address + ", as cluster.addr says", e);
        }
        return new PeerServer(server, connector);
    }

    /** The port that was taken. */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Begins to answer.
     *
     * @param self under which other replicas reach this one
     * @param process names this process, so that it knows itself by whatever address
     * @param answers requests of clients that others send on
     * @throws IOException where the server does not start
     */
    public void serve(ReplicaAddress self, UUID process, PeerKey key, PeerListener listener, RegistryHandler answers)
            throws IOException {
        ForwardedHandler forwarded = new ForwardedHandler(self, key, answers);
        server.setHandler(
                new GracefulHandler(new Handler.Sequence(new PeerHandler(key, listener, process), forwarded)));
        server.setStopTimeout(LAST_ANSWERS.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IOException("the server for other replicas does not start", e);
        }
    }

    @Override
    public void close() {
        try {
            connector.closeInOrder(LAST_ANSWERS);
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server for other replicas did not stop", e);
        }
    }
}
