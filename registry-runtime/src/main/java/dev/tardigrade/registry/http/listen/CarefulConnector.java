package dev.tardigrade.registry.http.listen;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A listener that forgets no connection when it closes: what was taken before is served. */
public final class CarefulConnector extends ServerConnector {

    /** For so long nobody has come when the port closes, if the time allows: what waits to be taken then is reset. */
    private static final Duration LULL = Duration.ofMillis(100);

    /** Of which no lull is waited for. */
    private static final Duration LONGEST_RUSH = Duration.ofSeconds(1);

    private static final Duration ROUND = Duration.ofMillis(5);

    /** Sockets that were taken and are no connections of the server yet. */
    private final Set<Object> arriving = ConcurrentHashMap.newKeySet();

    private final AtomicInteger taking = new AtomicInteger();
    private volatile long lastTaken = System.nanoTime() - LULL.toNanos();

    private CarefulConnector(Server server, ConnectionFactory... protocols) {
        super(server, 1, 1, protocols);
    }

    /** Without protocols it speaks HTTP/1.1. It is not the server's yet. */
    public static CarefulConnector of(Server server, ConnectionFactory... protocols) {
        ConnectionFactory[] spoken =
                protocols.length > 0 ? protocols : new ConnectionFactory[] {new HttpConnectionFactory()};
        CarefulConnector connector = new CarefulConnector(server, spoken);
        connector.getSelectorManager().addEventListener(connector.new Arrivals());
        return connector;
    }

    private final class Arrivals implements SelectorManager.AcceptListener {

        @Override
        public void onAccepting(SelectableChannel channel) {
            lastTaken = System.nanoTime();
            arriving.add(channel);
        }

        @Override
        public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
            arriving.remove(channel);
        }
    }

    @Override
    protected void onEndPointOpened(EndPoint connection) {
        super.onEndPointOpened(connection);
        arriving.remove(connection.getTransport());
    }

    @Override
    public void accept(int acceptor) throws IOException {
        taking.incrementAndGet();
        try {
            super.accept(acceptor);
        } finally {
            taking.decrementAndGet();
        }
    }

    /**
     * Jetty interrupts the thread that takes connections. One that has just taken a socket then throws it away without closing it, as the JDK's
     * channels do, and its client waits for ever. That the port is closed wakes the thread, too; and here what waits for fewer connections.
     */
    @Override
    protected void interruptAcceptors() {
        setAccepting(true);
    }

    /** Takes nobody any more, and returns when all who were taken are connections of the server, or the time is over. */
    public void closeInOrder(Duration most) {
        long begin = System.nanoTime();
        long rush = Math.min(most.toNanos(), LONGEST_RUSH.toNanos());
        while (System.nanoTime() - lastTaken < LULL.toNanos() && System.nanoTime() - begin < rush && pause()) {}
        close();
        while (!isSettled() && System.nanoTime() - begin < most.toNanos() && pause()) {}
    }

    private boolean isSettled() {
        return taking.get() == 0 && arriving.isEmpty();
    }

    private static boolean pause() {
        try {
            Thread.sleep(ROUND);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
