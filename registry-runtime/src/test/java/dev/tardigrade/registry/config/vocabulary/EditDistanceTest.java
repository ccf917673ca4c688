package dev.tardigrade.registry.config.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "'', abc, 3",
        "level, level, 0",
        "lvel, level, 1",
        "levle, level, 1",
        "adr, addr, 1",
        "kitten, sitting, 3",
    })
    void countsWhatATypingHandDoesWrong(String one, String other, int distance) {
        assertThat(EditDistance.between(one, other, distance)).hasValue(distance);
        assertThat(EditDistance.between(one, other, distance - 1)).isEmpty();
    }

    @Property
    void isTheSameInBothDirections(
            @ForAll @StringLength(max = 20) String one, @ForAll @StringLength(max = 20) String other) {
        assertThat(EditDistance.between(one, other, 20)).isEqualTo(EditDistance.between(other, one, 20));
    }

    @Property
    void isZeroForEqualWordsOnly(
            @ForAll @StringLength(max = 20) String one, @ForAll @StringLength(max = 20) String other) {
        assertThat(EditDistance.between(one, other, 0).isPresent()).isEqualTo(one.equals(other));
    }

    @Property
    void isAtMostTheLongerWord(
            @ForAll @StringLength(max = 20) String one, @ForAll @StringLength(max = 20) String other) {
        assertThat(EditDistance.between(one, other, Math.max(one.length(), other.length())))
                .isPresent();
    }
}
