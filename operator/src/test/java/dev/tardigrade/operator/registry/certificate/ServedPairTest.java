package dev.tardigrade.operator.registry.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.testing.keys.TestPair;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pairs are those that the server is tested with. */
final class ServedPairTest {

    static Stream<TestPair> badForServers() {
        return Stream.concat(TestPair.bad(), TestPair.badForServers());
    }

    static Stream<TestPair> goodForSomebody() {
        return Stream.concat(TestPair.good(), TestPair.badForServers());
    }

    @ParameterizedTest
    @MethodSource("dev.tardigrade.testing.keys.TestPair#good")
    void whatServersStartWithIsNotRefused(TestPair pair) {
        assertThat(forServers(pair)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badForServers")
    void whatServersDoNotStartWithIsToldWithoutItsContent(TestPair pair) {
        assertThat(forServers(pair))
                .hasValueSatisfying(fault ->
                        assertThat(fault).containsAnyOf("tls.crt", "tls.key").doesNotContain("hunter2", "aHVud"));
    }

    @ParameterizedTest
    @MethodSource("goodForSomebody")
    void aKeyThatServersDoNotKnowMayBeServedByOthers(TestPair pair) {
        assertThat(forAnybody(pair)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.tardigrade.testing.keys.TestPair#bad")
    void whatIsBrokenNobodyServes(TestPair pair) {
        assertThat(forAnybody(pair)).isPresent();
    }

    private static Optional<String> forServers(TestPair pair) {
        return new ServedPair(pair.chain(), pair.key()).faultForServers();
    }

    private static Optional<String> forAnybody(TestPair pair) {
        return new ServedPair(pair.chain(), pair.key()).faultForAnybody();
    }
}
