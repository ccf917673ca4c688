package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.registry.upstream.wire.Login;
import dev.tardigrade.registry.upstream.wire.Patience;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** To whom the login of an upstream is shown. */
final class PullThroughTrustTest {

    private static final byte[] BLOB = "bytes".getBytes(UTF_8);
    private static final String LAYER = "/v2/app/blobs/" + Digest.of(Digest.Algorithm.SHA256, BLOB);
    private static final String HERE = LAYER.replace("/v2/", "/v2/hub/");
    private static final Login LOGIN = new Login("me", new Secret("pass word"));

    private FakeUpstream there;
    private RunningRegistry here;

    @BeforeEach
    void start() throws IOException {
        there = new FakeUpstream();
        here = RunningRegistry.with(
                MemoryStorage.open(Clock.systemUTC()).objects(),
                TestOptions.usual()
                        .pullingThrough(new UpstreamRules(
                                List.of(there.below("hub", Duration.ZERO, LOGIN)), Patience.DEFAULT, Duration.ZERO)));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private static FakeUpstream.Script challenge(FakeUpstream server, String host) {
        return FakeUpstream.status(401, "WWW-Authenticate", "Bearer realm=\"" + server.url(host) + "/token\"");
    }

    private static FakeUpstream.Script token(int length) {
        return FakeUpstream.content(("{\"token\":\"" + "x".repeat(length) + "\"}").getBytes(UTF_8));
    }

    @Test
    void aServerThatIsRedirectedToChoosesNoTokenServer() throws IOException {
        try (FakeUpstream storage = new FakeUpstream().on("/token", token(3))) {
            storage.on("/bytes", challenge(storage, "127.0.0.1"));
            there.on(LAYER, FakeUpstream.status(307, "Location", storage.url("localhost") + "/bytes"));
            assertThat(here.client().send("GET", HERE).status()).isEqualTo(404);
            assertThat(storage.requests())
                    .extracting(FakeUpstream.Request::path)
                    .containsExactly("/bytes");
        }
    }

    @Test
    void aTokenServerOfAnotherDomainIsAskedWithoutTheLogin() throws IOException {
        try (FakeUpstream other = new FakeUpstream().on("/token", token(3))) {
            there.on(
                    LAYER,
                    exchange -> (exchange.getRequestHeaders().containsKey("Authorization")
                                    ? FakeUpstream.content(BLOB)
                                    : challenge(other, "localhost"))
                            .answer(exchange));
            assertThat(here.client().send("GET", HERE).body()).isEqualTo(BLOB);
            assertThat(other.requests())
                    .extracting(FakeUpstream.Request::authorization)
                    .containsExactly(Optional.empty());
        }
    }

    @Test
    void aTokenThatFitsIntoNoHeaderIsRefused() {
        there.on(LAYER, challenge(there, "127.0.0.1")).on("/token", token(16_385));
        assertThat(here.client().send("GET", HERE).status()).isEqualTo(503);
        assertThat(there.asked("GET", LAYER)).isEqualTo(1);
    }
}
