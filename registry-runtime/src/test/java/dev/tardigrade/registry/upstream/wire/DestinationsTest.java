package dev.tardigrade.registry.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DestinationsTest {

    /** Hosts of the test are called after their addresses. */
    private static Destinations of(String upstream) {
        return new Destinations(new Remote("hub", URI.create(upstream), Optional.empty()), host -> addresses(host));
    }

    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        return switch (host) {
            case "hub.example.com" -> List.of(InetAddress.getByName("203.0.113.7"));
            case "cdn.example.com" -> List.of(InetAddress.getByName("203.0.113.8"));
            case "both.example.com" -> List.of(InetAddress.getByName("203.0.113.8"), InetAddress.getByName("10.0.0.8"));
            case "inside.example.com" -> List.of(InetAddress.getByName("10.0.0.7"));
            case "nowhere.example.com" -> throw new UnknownHostException(host);
            default -> List.of(InetAddress.getByName(host));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example.com, https://hub.example.com:8443/x",
        "https://hub.example.com, https://cdn.example.com/x",
        "http://hub.example.com, http://cdn.example.com/x",
        "https://inside.example.com, https://10.1.2.3/x",
        "https://inside.example.com, https://cdn.example.com/x",
        "https://inside.example.com, https://both.example.com/x",
        "https://both.example.com, https://both.example.com/x",
        "https://hub.example.com, https://[64:ff9b::203.0.113.9]/x",
        "http://127.0.0.1:5000, http://127.0.0.2/x",
        "http://127.0.0.1:5000, https://inside.example.com/x",
    })
    void whatLiesNoFurtherInsideMayBeAsked(String upstream, String target) {
        assertThatCode(() -> of(upstream).require(URI.create(target))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example.com, http://hub.example.com/x",
        "https://hub.example.com, https://inside.example.com/x",
        "https://hub.example.com, https://both.example.com/x",
        "https://hub.example.com, https://127.0.0.1/x",
        "https://hub.example.com, https://192.168.1.1/x",
        "https://hub.example.com, https://100.64.0.1/x",
        "https://hub.example.com, https://[fd00::1]/x",
        "https://hub.example.com, https://[::1]/x",
        "https://hub.example.com, https://192.0.0.9/x",
        "https://hub.example.com, https://[64:ff9b::10.0.0.1]/x",
        "https://both.example.com, https://inside.example.com/x",
        "https://hub.example.com, https://169.254.169.254/latest",
        "http://127.0.0.1, http://100.100.100.200/latest",
        "http://127.0.0.1, http://168.63.129.16/machine",
        "http://127.0.0.1, http://[fd00:ec2::254]/latest",
        "http://127.0.0.1, http://[64:ff9b::169.254.169.254]/latest",
        "http://127.0.0.1, http://[64:ff9b::6464:64c8]/latest",
        "http://100.100.100.200, http://100.100.100.200/latest",
        "http://[fd00:ec2::254], http://[fd00:ec2::254]/latest",
        "https://hub.example.com, https://me:word@cdn.example.com/x",
        "https://hub.example.com, ftp://cdn.example.com/x",
        "https://hub.example.com, https://nowhere.example.com/x",
        "https://hub.example.com, file:///etc/passwd",
        "http://10.0.0.7, http://169.254.169.254/latest",
        "http://10.0.0.7, http://127.0.0.1/x",
        "http://169.254.169.254, http://169.254.169.254/latest",
        "http://0.0.0.0:5000, http://0.0.0.0:5000/x",
    })
    void nothingElseIsAsked(String upstream, String target) {
        assertThatThrownBy(() -> of(upstream).require(URI.create(target)))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.UpstreamUnavailable.class))
                .hasMessageContaining("hub")
                .hasMessageNotContaining("word");
    }

    @Test
    void credentialsAreForOneServer() {
        URI hub = URI.create("https://hub.example.com/a");
        assertThat(Destinations.sameOrigin(hub, URI.create("https://HUB.example.com:443/b")))
                .isTrue();
        assertThat(Destinations.sameOrigin(hub, URI.create("https://hub.example.com:8443/a")))
                .isFalse();
        assertThat(Destinations.sameOrigin(hub, URI.create("http://hub.example.com/a")))
                .isFalse();
        assertThat(Destinations.sameOrigin(hub, URI.create("https://cdn.example.com/a")))
                .isFalse();
    }
}
