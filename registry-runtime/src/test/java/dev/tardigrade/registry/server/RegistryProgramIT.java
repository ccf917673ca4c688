package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.server.RegistryProgram.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryProgramIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";

    @TempDir
    Path folder;

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Digest push(RegistryProgram registry, byte[] blob) throws IOException, InterruptedException {
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        String location = registry.send("POST", "/v2/app/blobs/uploads/", BodyPublishers.noBody())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        HttpResponse<byte[]> answer =
                registry.send("PUT", location + "?digest=" + digest, BodyPublishers.ofByteArray(blob));
        assertThat(answer.statusCode()).isEqualTo(201);
        return digest;
    }

    private static String pushImage(RegistryProgram registry, byte[] layer) throws IOException, InterruptedException {
        byte[] config = "{}".getBytes(UTF_8);
        String manifest = """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"a/b","digest":"%s","size":2},
                 "layers":[{"mediaType":"a/b","digest":"%s","size":%d}]}""".formatted(IMAGE, push(registry, config), push(registry, layer), layer.length);
        HttpResponse<byte[]> answer =
                registry.send("PUT", "/v2/app/manifests/v1", BodyPublishers.ofString(manifest), "Content-Type", IMAGE);
        assertThat(answer.statusCode()).isEqualTo(201);
        return manifest;
    }

    @Test
    void whatWasPushedIsThereAfterARestart() throws IOException, InterruptedException {
        byte[] layer = random(70 << 20);
        String manifest;
        try (RegistryProgram registry = RegistryProgram.serve(folder)) {
            manifest = pushImage(registry, layer);
            registry.terminate();
            assertThat(registry.awaitEnd()).isEqualTo(143);
            assertThat(registry.log()).anyMatch(line -> line.contains("\"message\":\"stopped\""));
        }
        try (RegistryProgram registry = RegistryProgram.serve(folder)) {
            assertThat(registry.send("GET", "/v2/app/manifests/v1", BodyPublishers.noBody())
                            .body())
                    .isEqualTo(manifest.getBytes(UTF_8));
            Digest digest = Digest.of(Digest.Algorithm.SHA256, layer);
            assertThat(registry.send("GET", "/v2/app/blobs/" + digest, BodyPublishers.noBody())
                            .body())
                    .isEqualTo(layer);
        }
    }

    @Test
    void aRequestUnderWayIsAnsweredAlthoughTheProcessIsToldToEnd() throws IOException, InterruptedException {
        byte[] blob = random(1 << 20);
        Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
        try (RegistryProgram registry = RegistryProgram.serve(folder);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), registry.port())) {
            String head = "POST /v2/app/blobs/uploads/?digest=" + digest + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                    + blob.length + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.getOutputStream().write(blob, 0, 1000);
            socket.getOutputStream().flush();
            await().until(() -> registry.debug("/metrics").body().contains("registry_uploads_open 1"));
            registry.terminate();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> registry.debug("/readyz").statusCode() == 503);
            socket.getOutputStream().write(blob, 1000, blob.length - 1000);
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 201");
            registry.awaitEnd();
        }
    }

    @Test
    void healthAndMetricsAreOnTheirOwnPort() throws IOException, InterruptedException {
        try (RegistryProgram registry = RegistryProgram.serve(folder)) {
            pushImage(registry, random(100));
            assertThat(registry.debug("/livez").statusCode()).isEqualTo(200);
            // A request is counted after its answer has left.
            await().untilAsserted(() -> assertThat(registry.debug("/metrics").body())
                    .contains("registry_http_requests_seconds_count{kind=\"manifest\",method=\"PUT\",status=\"201\"} 1")
                    .contains("registry_store_calls_seconds_count{operation=\"put\",outcome=\"ok\"}")
                    .contains("jvm_memory_used_bytes"));
            assertThat(registry.send("GET", "/metrics", BodyPublishers.noBody()).statusCode())
                    .isEqualTo(404);
        }
    }

    /** A request is logged after its answer has left. */
    private static JsonNode logged(RegistryProgram registry, String request) {
        return await().until(() -> line(registry, request), Optional::isPresent).orElseThrow();
    }

    private static Optional<JsonNode> line(RegistryProgram registry, String request) throws IOException {
        for (String line : registry.log()) {
            if (line.contains("\"message\":\"" + request + "\"") && line.endsWith("}")) {
                return Optional.of(JSON.readTree(line));
            }
        }
        return Optional.empty();
    }

    private static void assertLogged(JsonNode line, String reference, Digest digest, int received, int sent) {
        assertThat(line.path("logger_name").asText()).isEqualTo("dev.tardigrade.registry.access");
        assertThat(line.path("repository").asText()).isEqualTo("app");
        assertThat(line.path("reference").asText()).isEqualTo(reference);
        assertThat(line.path("digest").asText()).isEqualTo(digest.toString());
        assertThat(line.path("received").intValue()).isEqualTo(received);
        assertThat(line.path("sent").intValue()).isEqualTo(sent);
        assertThat(line.path("millis").isIntegralNumber()).isTrue();
        assertThat(line.path("remote").asText()).isEqualTo("127.0.0.1");
        assertThat(line.path("agent").asText()).startsWith("Java-http-client/");
        assertThat(line.path("request").asText()).isNotEmpty();
    }

    @Test
    void whatWasPushedAndPulledIsLogged() throws IOException, InterruptedException {
        byte[] layer = random(5000);
        try (RegistryProgram registry = RegistryProgram.serve(folder)) {
            byte[] manifest = pushImage(registry, layer).getBytes(UTF_8);
            Digest image = Digest.of(Digest.Algorithm.SHA256, manifest);
            Digest blob = Digest.of(Digest.Algorithm.SHA256, layer);
            registry.send("GET", "/v2/app/manifests/v1", BodyPublishers.noBody());
            registry.send("GET", "/v2/app/blobs/" + blob, BodyPublishers.noBody());
            assertLogged(logged(registry, "PUT /v2/app/manifests/v1 201"), "v1", image, manifest.length, 0);
            assertLogged(logged(registry, "GET /v2/app/manifests/v1 200"), "v1", image, 0, manifest.length);
            assertLogged(logged(registry, "GET /v2/app/blobs/" + blob + " 200"), blob.toString(), blob, 0, 5000);
            assertThat(registry.log())
                    .anyMatch(line -> line.contains("\"message\":\"PUT /v2/app/blobs/uploads/… 201\"")
                            && line.contains("\"digest\":\"" + blob + "\"")
                            && line.contains("\"received\":5000,"));
        }
    }

    @Test
    void requestsAreLoggedAndSecretsAreNot() throws IOException, InterruptedException {
        try (RegistryProgram registry = RegistryProgram.serve(folder)) {
            registry.send(
                    "GET",
                    "/v2/app/tags/list?token=hunter2",
                    BodyPublishers.noBody(),
                    "X-Request-Id",
                    "id-1",
                    "Authorization",
                    "Basic aHVudGVyOmh1bnRlcjI=");
            await().untilAsserted(() -> assertThat(registry.log())
                    .anyMatch(line -> line.contains("\"message\":\"GET /v2/app/tags/list 404\"")
                            && line.contains("\"request\":\"id-1\"")));
            assertThat(registry.log())
                    .noneMatch(line -> line.contains("hunter2")
                            || line.contains("aHVudGVy")
                            || line.contains("for this test alone"));
        }
    }

    @Test
    void everyProblemOfAConfigurationIsOneLine() throws IOException, InterruptedException {
        Path configuration = Files.writeString(
                folder.resolve("wrong.yml"), "version: 0.1\nstorage: {filesytem: {}}\nhttp: {addr: nowhere}\n");
        Ended ended = RegistryProgram.run(Map.of(), folder, "serve", configuration.toString());
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err())
                .contains("filesytem")
                .contains("storage.filesystem")
                .contains("http.addr")
                .doesNotContain("\tat ");
    }

    @Test
    void anAddressThatIsTakenIsSaidInOneLine() throws IOException, InterruptedException {
        try (RegistryProgram registry = RegistryProgram.serve(folder)) {
            Path configuration = Files.writeString(
                    folder.resolve("taken.yml"),
                    "version: 0.1\nstorage: {inmemory: {}}\nhttp: {addr: '127.0.0.1:%d'}\n".formatted(registry.port()));
            Ended ended = RegistryProgram.run(Map.of(), folder, "serve", configuration.toString());
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .contains("cannot listen on", "http.addr", "choose another one")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFolderIsClaimedForItsOwnerAlone() throws IOException, InterruptedException {
        Path configuration = Files.writeString(
                folder.resolve("config.yml"),
                "version: 0.1\nstorage: {filesystem: {rootdirectory: %s}}\n".formatted(folder.resolve("data")));
        Path message = folder.resolve("message");
        Map<String, String> environment = Map.of("TERMINATION_LOG", message.toString());
        Ended first = RegistryProgram.run(
                environment, folder, "bucket", "ensure", configuration.toString(), "--owner", "a", "--wait", "1s");
        assertThat(first.status()).isZero();
        assertThat(Files.readString(message)).contains("\"outcome\":\"Ready\"", "\"owner\":\"a\"");
        Ended second =
                RegistryProgram.run(environment, folder, "bucket", "ensure", configuration.toString(), "--owner", "b");
        assertThat(second.status()).isEqualTo(1);
        assertThat(Files.readString(message)).contains("\"outcome\":\"BucketOwnedByAnother\"");
    }
}
