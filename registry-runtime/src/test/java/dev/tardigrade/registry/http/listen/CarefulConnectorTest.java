package dev.tardigrade.registry.http.listen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

final class CarefulConnectorTest {

    private static final int ROUNDS = 20;
    private static final int CLIENTS = 4;

    private enum Outcome {
        ANSWERED,
        CLOSED,
        REFUSED,
        NOTHING
    }

    private static final class Hello extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            callback.succeeded();
            return true;
        }
    }

    @Test
    void nobodyWaitsInVainWhoComesWhileThePortCloses() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ROUNDS; i++) {
                outcomes.addAll(outcomesOfAClose(threads));
            }
        }
        assertThat(outcomes).doesNotContain(Outcome.NOTHING).contains(Outcome.ANSWERED);
    }

    private static List<Outcome> outcomesOfAClose(ExecutorService threads) throws Exception {
        Server server = new Server();
        CarefulConnector connector = CarefulConnector.of(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Hello());
        server.start();
        int port = connector.getLocalPort();
        List<Future<List<Outcome>>> clients = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(() -> outcomesUntilRefused(port, begun)));
        }
        begun.await();
        connector.closeInOrder(Duration.ofMillis(50));
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<List<Outcome>> client : clients) {
            outcomes.addAll(client.get());
        }
        server.stop();
        return outcomes;
    }

    private static List<Outcome> outcomesUntilRefused(int port, CountDownLatch begun) {
        List<Outcome> outcomes = new ArrayList<>();
        do {
            outcomes.add(outcome(port));
            begun.countDown();
        } while (outcomes.getLast() == Outcome.ANSWERED);
        return outcomes;
    }

    private static Outcome outcome(int port) {
        Socket socket;
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException _) {
            return Outcome.REFUSED;
        }
        try (socket) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            return socket.getInputStream().read() < 0 ? Outcome.CLOSED : Outcome.ANSWERED;
        } catch (SocketTimeoutException _) {
            return Outcome.NOTHING;
        } catch (IOException _) {
            return Outcome.CLOSED;
        }
    }
}
