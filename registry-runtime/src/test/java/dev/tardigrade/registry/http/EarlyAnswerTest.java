package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An answer that is known before the body of its request has come reaches the client. */
final class EarlyAnswerTest {

    private static final String NOWHERE = "/v2/team/app/blobs/uploads/nowhere?digest=sha256:" + "0".repeat(64);

    @ParameterizedTest
    @EnumSource
    void theClientSeesItWhereItsBodyComesLate(HttpClient.Version version) throws Exception {
        try (RunningRegistry registry = RunningRegistry.start();
                HttpClient http = HttpClient.newBuilder().version(version).build()) {
            URI root = URI.create("http://127.0.0.1:" + registry.address().getPort());
            HttpRequest ping = HttpRequest.newBuilder(root.resolve("/v2/")).build();
            assertThat(http.send(ping, BodyHandlers.discarding()).version()).isEqualTo(version);

            HttpRequest push = HttpRequest.newBuilder(root.resolve(NOWHERE))
                    .PUT(late("late"))
                    .build();
            HttpResponse<String> answer = http.send(push, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("BLOB_UPLOAD_UNKNOWN");
        }
    }

    @Test
    void whoSendsNothingOfItsBodyIsAnsweredAllTheSame() throws IOException {
        try (RunningRegistry registry = RunningRegistry.start();
                Socket socket = new Socket(
                        registry.address().getAddress(), registry.address().getPort())) {
            socket.setSoTimeout(20_000);
            String head = "PUT " + NOWHERE + " HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            byte[] status = socket.getInputStream().readNBytes(12);
            assertThat(new String(status, US_ASCII)).isEqualTo("HTTP/1.1 404");
        }
    }

    private static BodyPublisher late(String text) {
        return BodyPublishers.ofInputStream(() -> new InputStream() {
            private final InputStream bytes = new ByteArrayInputStream(text.getBytes(US_ASCII));

            @Override
            public int read() throws IOException {
                try {
                    boolean _ = new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int next = read();
                if (next < 0) {
                    return -1;
                }
                buffer[offset] = (byte) next;
                return 1;
            }
        });
    }
}
