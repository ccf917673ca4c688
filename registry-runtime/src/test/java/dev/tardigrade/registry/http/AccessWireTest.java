package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.UsersOnly;
import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.manifest.ManifestRules;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessWireTest {

    private static final String DIGEST = "sha256:0000000000000000000000000000000000000000000000000000000000000000";
    private static RunningRegistry registry;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());
        PasswordFile users = PasswordFile.parse(List.of("alice:" + hash, "bob:" + hash));
        Gate gate = Gate.basic(new Htpasswd(() -> users), new UsersOnly(), "a realm");
        registry = RunningRegistry.with(gate, new ApiRules(true, true), ManifestRules.STRICT);
        client = registry.client();
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/",
        "GET, /v2/_catalog",
        "GET, /v2/app/tags/list",
        "GET, /v2/app/manifests/v1",
        "HEAD, /v2/app/manifests/v1",
        "PUT, /v2/app/manifests/v1",
        "DELETE, /v2/app/manifests/v1",
        "GET, /v2/app/blobs/" + DIGEST,
        "HEAD, /v2/app/blobs/" + DIGEST,
        "DELETE, /v2/app/blobs/" + DIGEST,
        "POST, /v2/app/blobs/uploads/",
        "GET, /v2/app/blobs/uploads/x",
        "PATCH, /v2/app/blobs/uploads/x",
        "PUT, /v2/app/blobs/uploads/x",
        "DELETE, /v2/app/blobs/uploads/x",
        "GET, /v2/app/referrers/" + DIGEST
    })
    void nothingIsDoneForWhoIsUnknown(String method, String path) {
        Answer anonymous = client.send(method, path);
        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.header("WWW-Authenticate")).isEqualTo("Basic realm=\"a realm\"");
        assertThat(client.send(method, path, "Authorization", basic("alice:wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(client.send(method, path, "Authorization", basic("alice:secret"))
                        .status())
                .isNotEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic YWxpY2U=", "Bearer abc", "Negotiate x", "Basic OnNlY3JldA=="})
    void credentialsThatCannotBeReadAreRefused(String header) {
        Answer answer = client.send("GET", "/v2/", "Authorization", header);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("UNAUTHORIZED");
    }

    @Test
    void anUnknownUserIsRefusedLikeAWrongPassword() {
        String unknown = client.send("GET", "/v2/", "Authorization", basic("carol:secret"))
                .text();
        assertThat(unknown)
                .isEqualTo(client.send("GET", "/v2/", "Authorization", basic("alice:wrong"))
                        .text());
    }

    @Test
    void anUploadBelongsToWhoBeganIt() {
        String location = client.send("POST", "/v2/app/blobs/uploads/", "Authorization", basic("alice:secret"))
                .header("Location");
        assertThat(client.send("GET", location, "Authorization", basic("alice:secret"))
                        .status())
                .isEqualTo(204);
        assertThat(client.send("GET", location, "Authorization", basic("bob:secret"))
                        .status())
                .isEqualTo(404);
    }
}
