package dev.tardigrade.registry.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChallengeTest {

    private static Optional<Challenge> of(String... headers) {
        return Challenge.of(HttpHeaders.of(Map.of("WWW-Authenticate", List.of(headers)), (_, _) -> true));
    }

    private static Challenge.Bearer bearer(String realm, String service) {
        return new Challenge.Bearer(URI.create(realm), Optional.of(service));
    }

    @Test
    void theFirstKnownOneCounts() {
        assertThat(
                        of(
                                "Negotiate",
                                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:a:pull\""))
                .contains(bearer("https://auth.docker.io/token", "registry.docker.io"));
        assertThat(of("bearer Realm=https://a.example.com/t , SERVICE=\"a, b\""))
                .contains(bearer("https://a.example.com/t", "a, b"));
        assertThat(of("Basic realm=\"x\"", "Bearer realm=\"https://a.example.com\""))
                .contains(new Challenge.Basic());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer realm=\"/token\"",
                "Bearer realm=\"https:///token\"",
                "Bearer realm=\"not an address\"",
                "Bearer service=\"x\"",
                "Digest realm=\"x\"",
            })
    void whatCannotBeAnsweredIsNone(String header) {
        assertThat(of(header)).isEmpty();
    }

    @Test
    void aVeryLongOneIsNone() {
        assertThat(of("Basic realm=\"" + "x".repeat(5000) + "\"")).isEmpty();
        assertThat(of()).isEmpty();
    }
}
