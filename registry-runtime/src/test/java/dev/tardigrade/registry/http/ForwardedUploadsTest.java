package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client whose requests go to one replica and then to the other. */
final class ForwardedUploadsTest {

    private TwoReplicas replicas;

    @BeforeEach
    void start() throws IOException {
        replicas = TwoReplicas.start();
    }

    @AfterEach
    void stop() {
        replicas.close();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String finish(String location, byte[] whole) {
        return location + "?digest=" + Digest.of(Algorithm.SHA256, whole);
    }

    private static Answer patch(Client replica, String location, byte[] whole, int from, int to) {
        return replica.send(
                "PATCH",
                location,
                Arrays.copyOfRange(whole, from, to),
                "Content-Range",
                from + "-" + (to - 1),
                "Content-Type",
                "application/octet-stream");
    }

    private void assertServed(byte[] whole) {
        String path = "/v2/app/blobs/" + Digest.of(Algorithm.SHA256, whole);
        assertThat(replicas.first().send("GET", path).body()).isEqualTo(whole);
    }

    @Test
    void everyRequestMayGoToEitherReplica() {
        byte[] whole = bytes(20 << 10);
        String location = replicas.first().begin("app");
        for (int at = 0; at < whole.length; at += 1024) {
            Client replica = at % 2048 == 0 ? replicas.second() : replicas.first();
            Answer answer = patch(replica, location, whole, at, at + 1024);
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Range")).isEqualTo("0-" + (at + 1023));
            location = answer.header("Location");
            assertThat(location).startsWith("/v2/app/blobs/uploads/");
        }
        Answer created = replicas.second().send("PUT", finish(location, whole));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Docker-Content-Digest"))
                .isEqualTo(Digest.of(Algorithm.SHA256, whole).toString());
        assertServed(whole);
    }

    @Test
    void aBodyOfUnknownLengthFlowsThrough() {
        byte[] whole = bytes(9 << 20);
        String location = replicas.first().begin("app");
        Answer answer = replicas.second()
                .send("PATCH", location, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(whole)));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(replicas.second()
                        .send("PUT", finish(answer.header("Location"), whole))
                        .status())
                .isEqualTo(201);
        assertServed(whole);
    }

    @Test
    void positionAndCancellationAreAnsweredToo() {
        String location = replicas.first().begin("app");
        patch(replicas.first(), location, bytes(10), 0, 10);
        Answer position = replicas.second().send("GET", location);
        assertThat(position.status()).isEqualTo(204);
        assertThat(position.header("Range")).isEqualTo("0-9");
        assertThat(position.has("Docker-Upload-UUID")).isTrue();
        assertThat(replicas.second().send("DELETE", location).status()).isEqualTo(204);
        assertThat(replicas.first().send("GET", location).status()).isEqualTo(404);
        assertThat(replicas.second().send("GET", location).status()).isEqualTo(404);
    }

    @Test
    void errorsAreThoseOfTheReplicaThatHasTheUpload() {
        byte[] whole = bytes(2048);
        String location = replicas.first().begin("app");
        patch(replicas.first(), location, whole, 0, 1024);
        Answer outOfOrder = patch(replicas.second(), location, whole, 0, 1024);
        assertThat(outOfOrder.status()).isEqualTo(416);
        assertThat(outOfOrder.header("Range")).isEqualTo("0-1023");
        assertThat(replicas.second().send("GET", outOfOrder.header("Location")).status())
                .isEqualTo(204);
        assertThat(outOfOrder.text()).contains("BLOB_UPLOAD_INVALID");
        Answer wrong = replicas.second().send("PUT", finish(location, bytes(1)));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("DIGEST_INVALID");
    }

    /** So many bytes that an answer before they are read could not be seen. */
    @Test
    void aLargeChunkOutOfOrderIsAnsweredToo() {
        byte[] whole = bytes(20 << 20);
        String location = replicas.first().begin("app");
        patch(replicas.first(), location, whole, 0, 1024);
        Answer outOfOrder = patch(replicas.second(), location, whole, 2048, whole.length);
        assertThat(outOfOrder.status()).isEqualTo(416);
        assertThat(outOfOrder.header("Range")).isEqualTo("0-1023");
    }

    @Test
    void anUploadGoesOnInTheOtherReplicaWhenItsOwnStops() throws IOException {
        byte[] whole = bytes(9 << 20);
        String location = replicas.second().begin("app");
        location = patch(replicas.second(), location, whole, 0, 1024).header("Location");
        location = patch(replicas.first(), location, whole, 1024, 8 << 20).header("Location");
        replicas.stopSecond();
        Answer position = replicas.first().send("GET", location);
        assertThat(position.status()).isEqualTo(204);
        assertThat(position.header("Range")).isEqualTo("0-" + ((8 << 20) - 1));
        replicas.startSecond();
        Answer last = patch(replicas.second(), location, whole, 8 << 20, 9 << 20);
        assertThat(last.status()).isEqualTo(202);
        assertThat(replicas.second()
                        .send("PUT", finish(last.header("Location"), whole))
                        .status())
                .isEqualTo(201);
        assertServed(whole);
    }

    @Test
    void whoHasTheAddressOfAReplicaThatIsGoneGetsNoBytesAndIsNotBelieved() throws IOException {
        byte[] whole = bytes(100_000);
        String location = replicas.second().begin("app");
        location = patch(replicas.second(), location, whole, 0, 1024).header("Location");
        replicas.stopSecond();
        AtomicLong received = new AtomicLong();
        HttpServer other = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        replicas.secondAddress().port()),
                0);
        other.createContext("/", exchange -> {
            try (exchange) {
                received.addAndGet(exchange.getRequestBody().readAllBytes().length);
                exchange.getResponseHeaders().add("Range", "0-1023");
                exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 201 : 204, -1);
            }
        });
        other.start();
        try {
            Answer last = patch(replicas.first(), location, whole, 1024, whole.length);
            assertThat(last.status()).isEqualTo(202);
            assertThat(replicas.first()
                            .send("PUT", finish(last.header("Location"), whole))
                            .status())
                    .isEqualTo(201);
        } finally {
            other.stop(0);
        }
        assertServed(whole);
        assertThat(received).hasValue(0);
    }

    @Test
    void anAddressIsGoodForNoOtherRepository() {
        String location = replicas.first().begin("app").replace("/v2/app/", "/v2/other/");
        Answer answer = replicas.second().send("GET", location);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void whoHasNotTheKeyCannotReachUploadsByTheOtherPort() throws IOException, InterruptedException {
        String location = replicas.second().begin("app");
        UUID upload = UUID.fromString(replicas.second().send("GET", location).header("Docker-Upload-UUID"));
        URI peer = URI.create("http://" + replicas.secondAddress() + location);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(peer)
                    .header("Tardigrade-Upload", upload.toString())
                    .header("Tardigrade-Stamp", "1.00000000-0000-0000-0000-000000000000.AAAA")
                    .DELETE()
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
        }
        assertThat(replicas.first().send("GET", location).status()).isEqualTo(204);
    }
}
