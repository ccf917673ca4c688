package dev.tardigrade.registry.auth.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.testing.oidc.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that never come to an end. */
final class DownloadTest {

    private final TestIssuer server = TestIssuer.start();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Download download = Download.within(Duration.ofMillis(200));

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
    }

    private void assertGivenUp() {
        assertGivenUp(URI.create(server.uri() + "/keys"));
    }

    private void assertGivenUp(URI address) {
        assertThatThrownBy(() -> download.text(address))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it does not answer in 200 ms");
    }

    /** As behind a firewall: the queue of a server is full that accepts nobody, and the system answers no more. */
    @Test
    void aConnectionThatDoesNotComeAboutIsGivenUpLikewise() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            boolean accepts = true;
            while (accepts) {
                Socket next = new Socket();
                waiting.add(next);
                accepts = connects(next, full);
            }
            assertGivenUp(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/keys"));
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean connects(Socket socket, ServerSocket server) throws IOException {
        try {
            socket.connect(server.getLocalSocketAddress(), 500);
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Test
    void anAnswerThatDoesNotBeginIsGivenUp() {
        server.keysBy(_ -> await());
        assertGivenUp();
    }

    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        server.keysBy(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });
        assertGivenUp();
    }

    @Test
    void oneThatIsTooLargeIsNotRead() {
        server.keysBy(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[64 << 10];
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(much);
            }
        });
        assertThatThrownBy(() -> Download.within(Duration.ofMinutes(1)).text(URI.create(server.uri() + "/keys")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it cannot be asked");
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
