package dev.tardigrade.operator.registry.issuer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tardigrade.operator.registry.issuer.Answer.Told;
import dev.tardigrade.operator.registry.issuer.Answer.Withheld;
import dev.tardigrade.operator.registry.model.ServerFiles.ClusterKeys;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What API servers publish of their ServiceAccounts, and what some do in its place. */
final class ClusterIssuerTest {

    private static final String METADATA = "{\"issuer\":\"https://cluster.example.org\",\"jwks_uri\":\"https://x/y\"}";
    private static final String KEY = "{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"AQ\",\"e\":\"AQAB\"}";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 200;
    private volatile String keys = "{\"keys\":[" + KEY + "]}";
    private HttpServer server;
    private KubernetesClient client;
    private ClusterIssuer issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean metadata = exchange.getRequestURI().getPath().equals(Documents.METADATA);
            asked.addAndGet(metadata ? 1 : 0);
            byte[] body = (metadata ? METADATA : keys).getBytes(UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        issuer = new ClusterIssuer(client, now::get);
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static Answer told(String keys) {
        return new Told(new ClusterKeys("https://cluster.example.org", "{\"keys\":[" + keys + "]}"));
    }

    @Test
    void itIsAskedOnceAMinuteAtMost() {
        assertThat(issuer.answer()).isEqualTo(told(KEY));
        keys = "{\"keys\":[" + KEY.replace("\"a\"", "\"b\"") + "]}";
        assertThat(issuer.answer()).isEqualTo(told(KEY));
        assertThat(asked).hasValue(1);
        pass(Duration.ofSeconds(61));
        assertThat(issuer.answer()).isEqualTo(told(KEY.replace("\"a\"", "\"b\"")));
    }

    @Test
    void equalKeysAreEqualInWhateverOrderAndNothingButPublicKeysIsTaken() {
        String other = "{\"kty\":\"EC\",\"kid\":\"b\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"Ag\"}";
        keys = "{\"keys\":[" + KEY + "," + other + "]}";
        Answer one = issuer.answer();
        pass(Duration.ofSeconds(61));
        keys = "{\"keys\":[" + other.replace("}", ",\"d\":\"secret\",\"x5c\":[\"MA\"]}") + "," + KEY + "],\"more\":1}";
        assertThat(issuer.answer()).isEqualTo(one);
    }

    @Test
    void whatIsForbiddenIsToldWithItsRemedy() {
        status = 403;
        assertThat(((Withheld) issuer.answer()).problem().message())
                .contains("system:service-account-issuer-discovery", "spec.auth.serviceAccounts");
    }

    @Test
    void whatIsNotThereOrNoSetOfKeysIsToldToo() {
        status = 404;
        assertThat(((Withheld) issuer.answer()).problem().message()).contains("--service-account-issuer");
        status = 200;
        for (String wrong : new String[] {"{}", "{\"keys\":[]}", "{\"keys\":[{\"kid\":\"a\"}]}", "<html>", "[1]"}) {
            pass(Duration.ofSeconds(61));
            keys = wrong;
            assertThat(issuer.answer()).as(wrong).isInstanceOf(Withheld.class);
        }
    }

    @Test
    void whileItDoesNotAnswerItsLastAnswerStands() {
        status = 500;
        assertThatThrownBy(issuer::answer).isInstanceOf(KubernetesClientException.class);
        status = 200;
        assertThat(issuer.answer()).isEqualTo(told(KEY));
        status = 500;
        pass(Duration.ofSeconds(61));
        assertThat(issuer.answer()).isEqualTo(told(KEY));
    }
}
