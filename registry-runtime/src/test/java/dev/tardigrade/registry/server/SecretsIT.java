package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.http.FakeUpstream;
import dev.tardigrade.registry.metrics.MetricName;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.keys.TestKey;
import dev.tardigrade.testing.oidc.TestIssuer;
import dev.tardigrade.testing.oidc.TestToken;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    private static final String ROBOT_PASSWORD = "a-robot-password-to-look-for";
    private static final String RECEIVER_TOKEN = "a-receiver-token-to-look-for";
    private static final String RECEIVER_HEADER = "a-receiver-header-to-look-for";
    private static final TestKey ISSUER_KEY = TestKey.rsa();
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    Path folder;

    /** What must not be seen, and what was seen. */
    private final List<String> secrets = new ArrayList<>(List.of(
            PASSWORD,
            HTTP_SECRET,
            "hunter2",
            UPSTREAM_PASSWORD,
            UPSTREAM_TOKEN,
            ROBOT_PASSWORD,
            RECEIVER_TOKEN,
            RECEIVER_HEADER));

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
        return basic("alice", password);
    }

    private String basic(String name, String password) {
        String encoded = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        secrets.add(encoded);
        return "Basic " + encoded;
    }

    /** A token, of which also the signature alone must not be seen. */
    private String noted(JsonNode token) {
        return noted(token.textValue());
    }

    private String noted(String token) {
        secrets.add(token);
        secrets.add(token.substring(token.lastIndexOf('.') + 1));
        return token;
    }

    private RegistryProgram serve(S3TestServer s3, FakeUpstream upstream, TestIssuer issuer) throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, PASSWORD.toCharArray());
        Path users = Files.writeString(folder.resolve("htpasswd"), "alice:" + hash);
        String key = TestKey.rsa().pkcs8();
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("current.pem"), key);
        Path robots = Files.writeString(
                folder.resolve("robots"),
                "ci:sha256:"
                        + Digest.of(Digest.Algorithm.SHA256, ROBOT_PASSWORD.getBytes(UTF_8))
                                .hex());
        Path headers = Files.writeString(folder.resolve("headers"), "Authorization: Bearer " + RECEIVER_HEADER);
        secrets.add(hash);
        key.lines().filter(line -> line.length() == 64).forEach(secrets::add);
        secrets.add(s3.access().accessKey());
        secrets.add(s3.access().secretKey());
        String yaml = """
                version: 0.1
                log: {level: debug, formatter: json}
                storage:
                  s3: {regionendpoint: '%s', bucket: images, region: eu1}
                  redirect: {disable: false}
                auth:
                  htpasswd: {realm: r, path: %s}
                  issuer: {keys: %s}
                  robots: {path: %s}
                  identities: [{name: oidc, issuer: '%s', audience: images}]
                  policies: [{who: [authenticated, 'robot:ci', 'oidc:**'], repositories: '**', actions: [pull, push]}]
                notifications:
                  endpoints:
                    - {name: refusing, url: '%s/events?token=%s', headersfile: %s}
                    - {name: away, url: 'http://127.0.0.1:1/events?token=%s', headersfile: %s, threshold: 1, backoff: 10ms}
                cache: {blobs: {directory: '%s'}}
                upstreams: [{name: hub, url: '%s', prefix: hub, username: me}]
                cluster: {addr: '127.0.0.1:0', self: 127.0.0.1, peers: '127.0.0.1:1'}
                http:
                  addr: 127.0.0.1:%%d
                  debug: {addr: 127.0.0.1:%%d, prometheus: {enabled: true}}
                """.formatted(
                        s3.access().endpoint(),
                        users,
                        keys,
                        robots,
                        issuer.uri(),
                        upstream.url("127.0.0.1"),
                        RECEIVER_TOKEN,
                        headers,
                        RECEIVER_TOKEN,
                        headers,
                        folder.resolve("cache"),
                        upstream.url("127.0.0.1"));
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
                FakeUpstream upstream = upstream();
                TestIssuer issuer = TestIssuer.start()) {
            issuer.publish(Map.of("k1", ISSUER_KEY));
            RegistryProgram registry = serve(s3, upstream, issuer);
            try (registry) {
                use(registry);
                logIn(registry, issuer);
                await().untilAsserted(
                                () -> assertThat(registry.debug("/metrics").body())
                                        .containsPattern("registry_notifications_total.result=\"refused\". [1-9]")
                                        .containsPattern("registry_notifications_total.result=\"failed\". [1-9]"));
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
        return upstream.on("/events", FakeUpstream.status(403))
                .on("/token", FakeUpstream.content(("{\"token\":\"" + UPSTREAM_TOKEN + "\"}").getBytes(UTF_8)))
                .on(
                        "/v2/app/manifests/v1",
                        exchange -> (exchange.getRequestHeaders().containsKey("Authorization")
                                        ? FakeUpstream.status(500)
                                        : FakeUpstream.status(401, "WWW-Authenticate", challenge))
                                .answer(exchange));
    }

    /** As robots do, and by tokens of an issuer: one that is good, and one that somebody else has signed. */
    private void logIn(RegistryProgram registry, TestIssuer issuer) throws IOException, InterruptedException {
        send(registry, "GET", "/v2/", "Authorization", basic("ci", ROBOT_PASSWORD));
        send(registry, "GET", "/v2/", "Authorization", basic("ci", ROBOT_PASSWORD + "x"));
        TestToken tokens = new TestToken(issuer.uri(), "images", Instant.now());
        for (TestKey key : List.of(ISSUER_KEY, TestKey.rsa())) {
            String token = noted(TestToken.signed("k1", key, tokens.claims("a-job")));
            int status = send(registry, "GET", "/v2/", "Authorization", basic("oidc", token))
                    .statusCode();
            assertThat(status).isEqualTo(key.equals(ISSUER_KEY) ? 200 : 401);
            send(registry, "GET", "/v2/app/tags/list", "Authorization", "Bearer " + token);
        }
    }

    @Test
    void theKeyOfACertificateIsNotSeenWhereTheyDoNotGoTogether() throws IOException, InterruptedException {
        TestKey key = TestKey.rsa();
        Path certificate = Files.writeString(
                folder.resolve("tls.crt"), TestKey.pem(TestKey.rsa().certificate("localhost")));
        Path configuration = Files.writeString(folder.resolve("tls.yml"), """
                version: 0.1
                log: {level: debug}
                storage: {inmemory: {}}
                http: {addr: '127.0.0.1:0', tls: {certificate: %s, key: %s}}
                """.formatted(
                        certificate, Files.writeString(folder.resolve("tls.key"), key.pkcs8())));
        RegistryProgram.Ended ended = RegistryProgram.run(Map.of(), folder, "serve", configuration.toString());
        assertThat(ended.status()).isEqualTo(1);
        assertThat(key.pkcs8().lines().filter(line -> line.length() == 64))
                .hasSizeGreaterThan(20)
                .noneMatch(line -> ended.err().contains(line) || ended.out().contains(line));
    }

    private void use(RegistryProgram registry) throws IOException, InterruptedException {
        byte[] blob =
                "a blob that is too large to lie in its record".repeat(200).getBytes(UTF_8);
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
        HttpResponse<byte[]> redirect = send(
                registry, "GET", "/v2/app/blobs/" + Digest.of(Digest.Algorithm.SHA256, blob), "Authorization", token);
        String link = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(link).contains("X-Amz-Signature=");
        secrets.add(link.replaceAll(".*X-Amz-Signature=([0-9a-f]+).*", "$1"));
    }
}
