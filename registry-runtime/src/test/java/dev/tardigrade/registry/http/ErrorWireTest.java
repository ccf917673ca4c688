package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.testing.storage.StoreKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
final class ErrorWireTest {

    private static final String ZEROS = "0".repeat(64);

    private final StoreKind kind;
    private RunningRegistry registry;
    private Client client;

    ErrorWireTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.start(kind);
        client = registry.client();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void theRootTellsThatThisIsARegistry() {
        Answer answer = client.send("GET", "/v2/");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{}");
        assertThat(answer.header("Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.has("Server")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404, UNSUPPORTED",
        "GET, /v1/, 404, UNSUPPORTED",
        "GET, /v2/app, 404, UNSUPPORTED",
        "GET, /v2/app/unknown/x, 404, UNSUPPORTED",
        "POST, /v2/, 405, UNSUPPORTED",
        "PATCH, /v2/app/manifests/v1, 405, UNSUPPORTED",
        "PUT, /v2/app/tags/list, 405, UNSUPPORTED",
        "GET, /v2/app/blobs/uploads/, 405, UNSUPPORTED",
        "GET, /v2/App/tags/list, 400, NAME_INVALID",
        "GET, /v2/a//b/tags/list, 400, NAME_INVALID",
        "GET, /v2/../tags/list, 400, NAME_INVALID",
        "GET, /v2/a_b-/tags/list, 400, NAME_INVALID",
        "GET, /v2/a%2Fb/tags/list, 400, UNSUPPORTED",
        "GET, /v2/a%5Cb/tags/list, 400, UNSUPPORTED",
        "GET, /v2/a;b/tags/list, 400, UNSUPPORTED",
        "GET, /v2/app/manifests/.v1, 400, MANIFEST_INVALID",
        "GET, /v2/app/manifests/sha256:abc, 400, DIGEST_INVALID",
        "GET, /v2/app/blobs/abc, 400, DIGEST_INVALID",
        "GET, /v2/app/blobs/sha1:abc, 400, DIGEST_INVALID",
        "GET, /v2/app/referrers/latest, 400, DIGEST_INVALID",
        "GET, /v2/app/tags/list?n=1&n=2, 400, UNSUPPORTED",
        "GET, /v2/app/manifests/v1, 404, MANIFEST_UNKNOWN"
    })
    void everyErrorHasTheFormOfTheSpec(String method, String path, int status, String code) throws IOException {
        Answer answer = client.send(method, path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        JsonNode error = JsonMapper.builder().build().readTree(answer.body()).path("errors");
        assertThat(error).hasSize(1);
        assertThat(error.path(0).path("code").asText()).isEqualTo(code);
        assertThat(error.path(0).path("message").asText()).isNotEmpty();
    }

    @Test
    void aDigestMayBeEscapedInThePath() {
        assertThat(client.send("GET", "/v2/app/blobs/sha256%3A" + ZEROS).text()).contains("BLOB_UNKNOWN");
    }

    @Test
    void whatCanBeDoneIsToldWithWhatCannot() {
        assertThat(client.send("PATCH", "/v2/app/manifests/v1").header("Allow")).isEqualTo("GET, HEAD, PUT, DELETE");
    }

    @Test
    void theIdOfARequestIsTheClientsWhereItIsHarmless() {
        assertThat(client.send("GET", "/v2/", "X-Request-Id", "abc-1").header("X-Request-Id"))
                .isEqualTo("abc-1");
        assertThat(client.send("GET", "/v2/", "X-Request-Id", "a b").header("X-Request-Id"))
                .isNotEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v2/ HTTP/1.1, 400",
        "GET /v2/%zz/tags/list HTTP/1.1, 400",
        "GET /v2/a%00/tags/list HTTP/1.1, 400",
        "GET /v2/ HTTP/9.9, 505",
        "G@T /v2/ HTTP/1.1, 400"
    })
    void whatIsNoRequestIsRefused(String line, int status) throws IOException {
        String answer = raw(line + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("{\"errors\":[{\"code\":\"UNSUPPORTED\"");
        assertThat(answer).containsPattern("X-Request-Id: [0-9a-f-]{36}");
    }

    @Test
    void headersBeyondTheLimitAreRefused() throws IOException {
        String answer = raw("GET /v2/ HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 431");
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), registry.address().getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
