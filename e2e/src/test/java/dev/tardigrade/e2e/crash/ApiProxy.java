package dev.tardigrade.e2e.crash;

import dev.tardigrade.e2e.beds.Cluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Stands before the API server and speaks plain HTTP: notes each write, kills its client when the API server has answered a certain one and
 * the client does not know it yet, holds back what watches bring, and cuts watches off for a while.
 */
final class ApiProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final URI server;
    private final SSLSocketFactory sockets;
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Set<ApiConnection> watches = ConcurrentHashMap.newKeySet();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private volatile Duration lag = Duration.ZERO;
    private final AtomicInteger torn = new AtomicInteger();
    private volatile boolean tear;
    private volatile CountDownLatch darkness = new CountDownLatch(0);
    private volatile Kill kill = new Kill("", 0, () -> {});

    /** The client is to be killed after so many writes into a namespace. */
    private record Kill(String namespace, int after, Runnable end) {}

    private ApiProxy(ServerSocket listener, URI server, SSLSocketFactory sockets) {
        this.listener = listener;
        this.server = server;
        this.sockets = sockets;
    }

    static ApiProxy start(Cluster cluster) {
        try {
            Config config = cluster.client().getConfiguration();
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, SSLUtils.trustManagers(config), null);
            ApiProxy proxy = new ApiProxy(
                    new ServerSocket(0, 512, InetAddress.getLoopbackAddress()),
                    URI.create(config.getMasterUrl()),
                    tls.getSocketFactory());
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Method and path of each write into this namespace, in order. */
    List<String> writes(String namespace) {
        return writes.stream().filter(write -> isInto(namespace, write)).toList();
    }

    /** From now on: when the API server has answered the n-th write into this namespace, and before the client is told. */
    void killAfter(String namespace, int after, Runnable end) {
        kill = new Kill(namespace, after, end);
    }

    /** From now on what watches bring comes so much later, in order; lists and answers do not. */
    void lag(Duration lag) {
        this.lag = lag;
    }

    /** From now on the next thing that a watch brings comes only by half, and its connection ends with it. */
    void tear(boolean tear) {
        this.tear = tear;
    }

    /** Whether what a watch brings is to be torn now. */
    boolean tears() {
        if (tear) {
            torn.incrementAndGet();
        }
        return tear;
    }

    /** How often something was. */
    int torn() {
        return torn.get();
    }

    /** Ends all watches, and lets none begin. */
    void darken() {
        waiting.clear();
        darkness = new CountDownLatch(1);
        watches.forEach(ApiConnection::close);
    }

    /** Lets watches begin again, but only anew: what happened meanwhile is told to be forgotten. */
    void lighten() {
        darkness.countDown();
    }

    Socket upstream() throws IOException {
        return sockets.createSocket(server.getHost(), server.getPort());
    }

    Duration lag() {
        return lag;
    }

    /** Notes a call; returns what is to happen when it is answered. */
    Runnable called(String request) {
        if (request.startsWith("GET ")) {
            return () -> {};
        }
        String write = request.replaceFirst("\\?.*", "");
        writes.add(write);
        Kill now = kill;
        return isInto(now.namespace(), write) && writes(now.namespace()).size() == now.after() ? now.end() : () -> {};
    }

    /** Whether a watch may begin; waits as long as none may, and then says no. */
    boolean mayWatch(ApiConnection connection, String request) throws InterruptedException {
        watches.add(connection);
        CountDownLatch now = darkness;
        if (now.getCount() == 0) {
            return true;
        }
        waiting.add(request);
        now.await();
        return false;
    }

    /** Whether a watch of this kind of objects waits for the light. */
    boolean isKeptFrom(String plural) {
        return waiting.stream().anyMatch(request -> request.contains("/" + plural + "?"));
    }

    void ended(ApiConnection connection) {
        watches.remove(connection);
    }

    private static boolean isInto(String namespace, String write) {
        return write.contains("/namespaces/" + namespace + "/");
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                ApiConnection connection = new ApiConnection(this, listener.accept());
                Thread.ofVirtual().start(connection::serve);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
