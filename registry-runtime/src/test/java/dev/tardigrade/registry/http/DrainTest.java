package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.registry.model.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that stops owes an answer to all that reach it. */
final class DrainTest {

    private static final byte[] BLOB = "a small blob".getBytes(US_ASCII);

    @Test
    void aPushOverAConnectionThatIsOpenIsAnsweredWhileTheServerStops() throws IOException, InterruptedException {
        RunningRegistry registry = RunningRegistry.start();
        InetSocketAddress address = registry.address();
        String upload = registry.client().begin("team/app");
        try (Socket slow = connect(address);
                Socket idle = connect(address)) {
            BufferedReader answers = reader(idle);
            send(idle, "GET /v2/ HTTP/1.1\r\nHost: test\r\n\r\n");
            assertThat(head(answers)).startsWith("HTTP/1.1 200");
            send(slow, "PATCH " + upload + " HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n12345");
            Thread stop = Thread.ofVirtual().start(registry::close);
            await().atMost(Duration.ofSeconds(5)).until(() -> refuses(address));

            send(
                    idle,
                    "POST /v2/team/app/blobs/uploads/?digest=" + Digest.of(Digest.Algorithm.SHA256, BLOB)
                            + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + BLOB.length + "\r\n\r\n"
                            + new String(BLOB, US_ASCII));

            assertThat(head(answers)).startsWith("HTTP/1.1 201").containsIgnoringCase("connection: close");
            send(slow, "67890");
            assertThat(head(reader(slow))).startsWith("HTTP/1.1 202");
            stop.join();
        }
    }

    private static Socket connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static boolean refuses(InetSocketAddress address) {
        try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    /** Status and headers of the next answer, whose body is skipped. */
    private static String head(BufferedReader answers) throws IOException {
        StringBuilder head = new StringBuilder();
        int length = 0;
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            head.append(line).append('\n');
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            answers.read();
        }
        return head.toString();
    }
}
