package dev.tardigrade.registry.upstream.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.RegistryException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Upstreams that are not reached at all. */
final class TransportTest {

    private static final URI HUB = URI.create("https://hub.example.com/v2/");

    private final Rest rest = new Rest(Duration.ofHours(1));

    private void ask(Destinations.Lookup lookup) {
        Remote hub = new Remote("hub", URI.create("https://hub.example.com"), Optional.empty());
        try (HttpClient http = HttpClient.newHttpClient()) {
            Transport transport = new Transport(http, hub, new Destinations(hub, lookup), Patience.DEFAULT, rest);
            assertThatThrownBy(
                            () -> transport.ask(new Transport.Question("GET", HUB, List.of("*/*"), Optional.empty())))
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void oneWhoseAddressIsNotKnownRests() {
        ask(host -> {
            throw new UnknownHostException(host);
        });
        assertThat(rest.isOn()).isTrue();
    }

    @Test
    void oneThatLeadsWhereNothingIsSentDoesNot() {
        ask(_ -> List.of(InetAddress.ofLiteral("169.254.169.254")));
        assertThat(rest.isOn()).isFalse();
    }
}
