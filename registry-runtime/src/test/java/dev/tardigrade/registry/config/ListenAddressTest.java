package dev.tardigrade.registry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tardigrade.registry.config.settings.ListenAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({":5000, '', 5000", "localhost:0, localhost, 0", "0.0.0.0:80, 0.0.0.0, 80", "[::1]:443, ::1, 443"})
    void isHostAndPort(String text, String host, int port) {
        assertThat(ListenAddress.parse(text))
                .isEqualTo(new ListenAddress(host, port))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5000", "localhost", "localhost:", ":http", ":65536", "::1:80", "http://x:80", "a b:1", ":-1"
            })
    void isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ListenAddress.parse(text));
    }

    @Test
    void withoutAHostIsAnyAddressOfTheMachine() {
        assertThat(ListenAddress.parse(":5000").toSocketAddress().getAddress().isAnyLocalAddress())
                .isTrue();
        assertThat(ListenAddress.parse("127.0.0.1:5000")
                        .toSocketAddress()
                        .getAddress()
                        .isLoopbackAddress())
                .isTrue();
    }
}
