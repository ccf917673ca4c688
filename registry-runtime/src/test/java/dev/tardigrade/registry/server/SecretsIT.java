package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.http.FakeUpstream;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.keys.TestKey;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is secret is nowhere to be seen: not in the log at any level, not in answers that fail, not in the metrics. */
final class SecretsIT {

    private static final String PASSWORD = "a-password-to-look-for";
    private static final String HTTP_SECRET = "a-secret-to-look-for-0123456789abcdef";
    private static final String UPSTREAM_PASSWORD = "an-upstream-password-to-look-for";
    private static final String UPSTREAM_TOKEN = "an-upstream-token-to-look-for";
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    Path folder;

    /** What must not be seen, and what was seen. */
    private final List<String> secrets =
            new ArrayList<>(List.of(PASSWORD, HTTP_SECRET, "hunter2", UPSTREAM_PASSWORD, UPSTREAM_TOKEN));

    private final StringBuilder seen = new StringBuilder();

    private HttpResponse<byte[]> send(RegistryProgram registry, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = registry.send(method, path, BodyPublishers.noBody(), headers);
        if (answer.statusCode() >= 400) {
            seen.append(answer.headers().map()).append(new String(answer.body(), UTF_8));
        }
        return answer;
    }

    private String basic(String password) {
        String encoded = Base64.getEncoder().encodeToString(("alice:" + password).getBytes(UTF_8));
        secrets.add(encoded);
        return "Basic " + encoded;
    }

    /** A token, of which also the signature alone must not be seen. */
    private String noted(JsonNode token) {
        secrets.add(token.textValue());
        secrets.add(token.textValue().substring(token.textValue().lastIndexOf('.') + 1));
        return token.textValue();
    }

    private RegistryProgram serve(S3TestServer s3, FakeUpstream upstream) throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, PASSWORD.toCharArray());
        Path users = Files.writeString(folder.resolve("htpasswd"), "alice:" + hash);
        String key = TestKey.rsa().pkcs8();
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("current.pem"), key);
        secrets.add(hash);
        key.lines().filter(line -> line.length() == 64).forEach(secrets::add);
        secrets.add(s3.access().accessKey());
        secrets.add(s3.access().secretKey());
        String yaml =
                """
                version: 0.1
                log: {level: debug, formatter: json}
                storage:
                  s3: {regionendpoint: '%s', bucket: images, region: eu1}
                auth:
                  htpasswd: {realm: r, path: %s}
                  issuer: {keys: %s}
                cache: {blobs: {directory: '%s'}}
                upstreams: [{name: hub, url: '%s', prefix: hub, username: me}]
                cluster: {addr: '127.0.0.1:0', self: 127.0.0.1, peers: '127.0.0.1:1'}
                http:
                  addr: 127.0.0.1:%%d
                  debug: {addr: 127.0.0.1:%%d, prometheus: {enabled: true}}
                """.formatted(s3.access().endpoint(), users, keys, folder.resolve("cache"), upstream.url("127.0.0.1"));
        secrets.add(Base64.getEncoder().encodeToString(("me:" + UPSTREAM_PASSWORD).getBytes(UTF_8)));
        return RegistryProgram.serve(
                folder,
                yaml,
                Map.of(
                        "REGISTRY_HTTP_SECRET",
                        HTTP_SECRET,
                        "REGISTRY_UPSTREAMS_0_PASSWORD",
                        UPSTREAM_PASSWORD,
                        "REGISTRY_STORAGE_S3_ACCESSKEY",
                        s3.access().accessKey(),
                        "REGISTRY_STORAGE_S3_SECRETKEY",
                        s3.access().secretKey()));
    }

    @Test
    void noSecretIsEverSeen() throws IOException, InterruptedException {
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj()).withBucket("images");
                FakeUpstream upstream = upstream()) {
            RegistryProgram registry = serve(s3, upstream);
            try (registry) {
                use(registry);
                assertThat(send(registry, "GET", "/v2/hub/app/manifests/v1", "Authorization", basic(PASSWORD))
                                .statusCode())
                        .isEqualTo(503);
                s3.faults().next(S3Operation.GET_OBJECT, Fault.denied());
                send(registry, "GET", "/v2/app/manifests/v1", "Authorization", basic(PASSWORD));
                seen.append(registry.debug("/metrics").body())
                        .append(registry.debug("/readyz").body());
                s3.faults().always(_ -> true, new Fault.Dropped());
                send(registry, "GET", "/v2/app/manifests/v2", "Authorization", basic(PASSWORD));
                seen.append(registry.debug("/metrics").body());
                registry.terminate();
                registry.awaitEnd();
                registry.log().forEach(line -> seen.append(line).append('\n'));
            }
        }
        assertThat(seen).contains("\"level\":\"DEBUG\"", "registry_http_requests_seconds", "\"errors\"");
        assertThat(MetricName.values())
                .allSatisfy(name -> assertThat(seen).contains(name.id().replace('.', '_')));
        assertThat(secrets)
                .hasSizeGreaterThan(20)
                .allSatisfy(secret -> assertThat(seen.toString().contains(secret))
                        .as("seen: %s…", secret.substring(0, Math.min(6, secret.length())))
                        .isFalse());
    }

    /** It asks for a token, and fails whoever has it. */
    private static FakeUpstream upstream() throws IOException {
        FakeUpstream upstream = new FakeUpstream();
        String challenge = "Bearer realm=\"" + upstream.url("127.0.0.1") + "/token\",service=\"hub\"";
        return upstream.on("/token", FakeUpstream.content(("{\"token\":\"" + UPSTREAM_TOKEN + "\"}").getBytes(UTF_8)))
                .on(
                        "/v2/app/manifests/v1",
                        exchange -> (exchange.getRequestHeaders().containsKey("Authorization")
                                        ? FakeUpstream.status(500)
                                        : FakeUpstream.status(401, "WWW-Authenticate", challenge))
                                .answer(exchange));
    }

    private void use(RegistryProgram registry) throws IOException, InterruptedException {
        byte[] blob = "a blob".getBytes(UTF_8);
        JsonNode answer = JsonMapper.builder()
                .build()
                .readTree(send(
                                registry,
                                "GET",
                                "/auth/token?offline_token=true&scope=repository:app:pull,push",
                                "Authorization",
                                basic(PASSWORD))
                        .body());
        String token = "Bearer " + noted(answer.path("token"));
        String refresh = noted(answer.path("refresh_token"));
        HttpResponse<byte[]> form = registry.send(
                "POST",
                "/auth/token",
                BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + refresh),
                "Content-Type",
                FORM);
        noted(JsonMapper.builder().build().readTree(form.body()).path("access_token"));
        HttpResponse<byte[]> wrong = registry.send(
                "POST",
                "/auth/token",
                BodyPublishers.ofString("grant_type=password&username=alice&password=hunter2"),
                "Content-Type",
                FORM);
        seen.append(new String(wrong.body(), UTF_8));
        send(registry, "GET", "/auth/token?password=hunter2", "Authorization", basic("hunter2"));
        send(registry, "GET", "/v2/", "Authorization", token + "x");
        send(registry, "GET", "/v2/app/tags/list?access_token=hunter2", "Authorization", token);
        send(registry, "PUT", "/v2/app/manifests/v1?x=hunter2", "Authorization", token);
        HttpResponse<byte[]> begun = send(registry, "POST", "/v2/app/blobs/uploads/", "Authorization", token);
        String location = begun.headers().firstValue("Location").orElseThrow();
        secrets.add(location.substring(location.lastIndexOf('/') + 1));
        send(registry, "GET", location, "Authorization", token);
        send(registry, "GET", location);
        HttpResponse<byte[]> put = registry.send(
                "PUT",
                location + "?digest=" + Digest.of(Digest.Algorithm.SHA256, blob),
                BodyPublishers.ofByteArray(blob),
                "Authorization",
                token);
        assertThat(put.statusCode()).isEqualTo(201);
    }
}
