package dev.tardigrade.registry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers of notifications, as they are written in configurations of {@code registry:2}. */
final class EndpointsTest {

    private static final String USABLE = "name: hook, url: 'https://hook.example.com/'";

    private static String endpoint(String fields) {
        return Loading.MINIMAL + "notifications: {endpoints: [{" + fields + "}]}\n";
    }

    @Test
    void zeroIsTheDefault() {
        var endpoints = Loading.configuration(endpoint(USABLE + ", timeout: 0, threshold: 0, backoff: 0s"))
                .endpoints();
        assertThat(endpoints).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.timeout()).isEqualTo(Duration.ofSeconds(1));
            assertThat(endpoint.threshold()).isEqualTo(10);
            assertThat(endpoint.backoff()).isEqualTo(Duration.ofSeconds(1));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", url: nowhere",
                ", name: hook, url: 'https://hook.example.com:70000/', headersfile: /nowhere/at/all, threshold: many"
            })
    void nothingElseMattersWhereOneIsSwitchedOff(String others) {
        assertThat(Loading.configuration(endpoint("disabled: true" + others)).endpoints())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, 99_999})
    void aPortThatThereIsNotIsAProblem(int port) {
        String yaml = endpoint("name: hook, url: 'https://hook.example.com:" + port + "/?token=abc'");
        assertThat(Loading.problems(yaml))
                .singleElement()
                .asString()
                .contains("notifications.endpoints.0.url: must have a port from 1 to 65535")
                .doesNotContain("abc");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void theLastPortsAreAccepted(int port) {
        assertThat(Loading.configuration(endpoint("name: hook, url: 'http://hook.example.com:" + port + "/'"))
                        .endpoints())
                .hasSize(1);
    }
}
