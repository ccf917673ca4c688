package dev.tardigrade.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplicaAddressTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:1, 10.0.0.1:1",
        "10.0.0.1, 10.0.0.1:5002",
        "registry-peers.team-a.svc, registry-peers.team-a.svc:5002",
        "fd00::7, [fd00::7]:5002",
        "[fd00::7], [fd00::7]:5002",
        "[fd00::7]:1, [fd00::7]:1",
        "::ffff:10.0.0.1, [::ffff:10.0.0.1]:5002",
    })
    void readsWhatAPodKnowsOfItself(String written, String address) {
        assertThat(ReplicaAddress.parse(written, OptionalInt.of(5002))).hasToString(address);
        assertThat(ReplicaAddress.parse(address, OptionalInt.empty())).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:", ":1", "a:b", "a:70000", "a b:1", "[::1]", "a/b:1", "a:1@b:2", "http://a:1"})
    void refusesWhatIsNoneWithItsPort(String written) {
        assertThatThrownBy(() -> ReplicaAddress.parse(written, OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be HOST:PORT");
    }
}
