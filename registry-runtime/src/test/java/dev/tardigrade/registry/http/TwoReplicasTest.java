package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.ReplicaAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TwoReplicasTest {

    private static final byte[] LAYER = "a layer".getBytes(UTF_8);

    private TwoReplicas replicas;

    @BeforeEach
    void start() throws IOException {
        replicas = TwoReplicas.start();
    }

    @AfterEach
    void stop() {
        replicas.close();
    }

    private Digest tagged(Client replica) {
        return Digest.parse(replica.send("HEAD", "/v2/app/manifests/latest").header("Docker-Content-Digest"));
    }

    @Test
    void aTagThatIsMovedHasMovedForEverybodyOnceThatIsAnswered() {
        for (int i = 0; i < 20; i++) {
            Client here = i % 2 == 0 ? replicas.first() : replicas.second();
            Client there = i % 2 == 0 ? replicas.second() : replicas.first();
            Digest pushed = here.pushImage("app", "latest", ("layer " + i).getBytes(UTF_8));
            assertThat(tagged(there)).isEqualTo(pushed);
            assertThat(tagged(here)).isEqualTo(pushed);
        }
    }

    @Test
    void aTagThatIsDeletedIsGoneEverywhere() {
        replicas.first().pushImage("app", "latest", LAYER);
        tagged(replicas.second());
        assertThat(replicas.first().send("DELETE", "/v2/app/manifests/latest").status())
                .isEqualTo(202);
        assertThat(replicas.second().send("GET", "/v2/app/manifests/latest").status())
                .isEqualTo(404);
    }

    @Test
    void aManifestThatIsDeletedIsGoneEverywhereWithItsTags() {
        Digest manifest = replicas.first().pushImage("app", "latest", LAYER);
        tagged(replicas.second());
        assertThat(replicas.second()
                        .send("GET", "/v2/app/manifests/" + manifest)
                        .status())
                .isEqualTo(200);
        assertThat(replicas.first()
                        .send("DELETE", "/v2/app/manifests/" + manifest)
                        .status())
                .isEqualTo(202);
        assertThat(replicas.second().send("GET", "/v2/app/manifests/latest").status())
                .isEqualTo(404);
        assertThat(replicas.second()
                        .send("GET", "/v2/app/manifests/" + manifest)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBlobIsMountedWithoutASourceWhereOnlyTheOtherReplicaHasSeenIt() {
        Digest blob = replicas.first().push("app", LAYER);
        assertThat(replicas.second()
                        .send("POST", "/v2/other/blobs/uploads/?mount=" + blob)
                        .status())
                .isEqualTo(201);
        assertThat(replicas.first().send("GET", "/v2/other/blobs/" + blob).body())
                .isEqualTo(LAYER);
        Digest unknown = Digest.of(Digest.Algorithm.SHA256, "nowhere".getBytes(UTF_8));
        assertThat(replicas.second()
                        .send("POST", "/v2/other/blobs/uploads/?mount=" + unknown)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aBlobThatIsDeletedIsGoneEverywhereInThatRepository() {
        Digest blob = replicas.first().push("app", LAYER);
        assertThat(replicas.second().send("HEAD", "/v2/app/blobs/" + blob).status())
                .isEqualTo(200);
        assertThat(replicas.first().send("DELETE", "/v2/app/blobs/" + blob).status())
                .isEqualTo(202);
        assertThat(replicas.second().send("HEAD", "/v2/app/blobs/" + blob).status())
                .isEqualTo(404);
        assertThat(replicas.second()
                        .send("POST", "/v2/other/blobs/uploads/?mount=" + blob + "&from=app")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aReplicaThatHasEndedIsNotWaitedFor() throws IOException {
        replicas.first().pushImage("app", "latest", LAYER);
        replicas.stopSecond();
        Digest pushed = replicas.first().pushImage("app", "latest", "another layer".getBytes(UTF_8));
        replicas.startSecond();
        assertThat(tagged(replicas.second())).isEqualTo(pushed);
        Digest again = replicas.first().pushImage("app", "latest", "a third layer".getBytes(UTF_8));
        assertThat(tagged(replicas.second())).isEqualTo(again);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "goodbye", "forget", "last-seen"})
    void ofAMessageWithoutAStampNothingIsRead(String message) throws IOException {
        ReplicaAddress peer = replicas.secondAddress();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.port())) {
            socket.setSoTimeout(20_000);
            String head = "POST /v1/" + message + " HTTP/1.1\r\nHost: " + peer + "\r\nContent-Length: 2000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .as("the body is not waited for")
                    .isEqualTo("HTTP/1.1 401");
        }
    }

    @ParameterizedTest
    @CsvSource({"hello, 1024, 401", "hello, 1025, 400", "last-seen, 1025, 400", "forget, 100000, 401"})
    void aMessageMayBeSoLong(String message, int size, int status) throws IOException, InterruptedException {
        URI peer = URI.create("http://" + replicas.secondAddress() + "/v1/" + message);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(peer)
                    .header("Tardigrade-Stamp", "1.00000000-0000-0000-0000-000000000000.AAAA")
                    .POST(BodyPublishers.ofByteArray(new byte[size]))
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(status);
        }
    }

    @Test
    void whoHasNotTheKeyIsNotListenedTo() throws IOException, InterruptedException {
        URI peer = URI.create("http://" + replicas.secondAddress() + "/v1/forget");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(peer).POST(BodyPublishers.ofString("images/repos/app/_tags/latest"));
            assertThat(http.send(request.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
            request.header("Tardigrade-Stamp", "1.00000000-0000-0000-0000-000000000000.AAAA");
            assertThat(http.send(request.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
        }
    }
}
