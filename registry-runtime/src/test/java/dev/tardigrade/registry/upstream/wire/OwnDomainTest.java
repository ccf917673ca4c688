package dev.tardigrade.registry.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnDomainTest {

    @ParameterizedTest
    @CsvSource({
        "https://registry-1.docker.io, https://auth.docker.io/token, true",
        "https://registry.gitlab.com, https://gitlab.com/jwt/auth, true",
        "https://registry.example.co.uk, https://AUTH.example.co.uk/token, true",
        "https://ghcr.io, https://GHCR.io:8443/token, true",
        "http://127.0.0.1:5000, http://127.0.0.1:5001/token, true",
        "https://registry-1.docker.io, http://auth.docker.io/token, false",
        "https://registry-1.docker.io, https://auth.docker.io.example.com/token, false",
        "https://registry-1.docker.io, https://evildocker.io/token, false",
        "https://ghcr.io, https://evil.io/token, false",
        "https://registry.co.uk, https://evil.co.uk/token, false",
        "https://registry.com.au, https://evil.com.au/token, false",
        "https://10.0.0.1, https://11.0.0.1/token, false",
        "https://[fd00::1], https://[fd00::2]/token, false",
        "http://localhost:5000, https://127.0.0.1/token, false",
    })
    void aLoginIsForHostsOfTheUpstreamsOwnDomain(URI upstream, URI realm, boolean expected) {
        assertThat(OwnDomain.of(upstream).has(realm)).isEqualTo(expected);
    }
}
