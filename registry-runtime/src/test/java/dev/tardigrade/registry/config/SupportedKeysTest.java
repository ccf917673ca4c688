package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.configuration;
import static dev.tardigrade.registry.config.Loading.loaded;
import static dev.tardigrade.registry.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.Samples.Sample;
import dev.tardigrade.registry.config.vocabulary.Disposition;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every supported key: set in the file, set by its variable, left out, and set to nonsense. */
final class SupportedKeysTest {

    static Stream<Sample> samples() {
        return Samples.all();
    }

    @Test
    void everySupportedKeyHasASample() {
        List<Key> keys = samples().map(Sample::key).toList();
        assertThat(Key.values())
                .filteredOn(key -> key.disposition() instanceof Disposition.Supported)
                // These are about files, and have a test of their own.
                .filteredOn(key -> !key.path().last().endsWith("keyfile")
                        && !key.path().last().equals("secretfile"))
                .allSatisfy(key -> assertThat(keys).contains(key));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadFromTheFile(Sample sample) {
        String yaml = sample.yaml().with(sample.key(), sample.value()).text();
        assertThat(sample.read().apply(configuration(yaml))).isEqualTo(sample.set());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadFromItsVariable(Sample sample) {
        var environment = Map.of(sample.key().path().variable(), sample.value());
        var loaded = loaded(sample.yaml().text(), environment);
        assertThat(sample.read().apply(loaded.configuration())).isEqualTo(sample.set());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasADefaultOrIsRequired(Sample sample) {
        String yaml = sample.yaml().text();
        if ("required".equals(sample.unset())) {
            assertThat(ConfigurationLoader.parse(yaml, Map.of()))
                    .satisfiesAnyOf(
                            result -> assertThat(result).isInstanceOf(LoadResult.Rejected.class),
                            result -> assertThat(((LoadResult.Loaded) result)
                                            .configuration()
                                            .http()
                                            .debug())
                                    .isNull());
        } else {
            assertThat(sample.read().apply(configuration(yaml))).isEqualTo(sample.unset());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nonsenseInTheFileIsAProblemThatNamesLineAndKey(Sample sample) {
        String yaml =
                sample.yaml().with(sample.key(), "'" + sample.wrong() + "'").text();
        String raw = sample.yaml().with(sample.key(), sample.wrong()).text();
        boolean quotable = !sample.wrong().startsWith("{");
        assertThat(problems(quotable ? yaml : raw))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("line ")
                        .contains(sample.key().path() + ""));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nonsenseInTheVariableIsAProblemThatNamesIt(Sample sample) {
        boolean anyTextWillDo = sample.wrong().equals(Samples.NO_SCALAR);
        var environment = Map.of(sample.key().path().variable(), sample.wrong());
        if (!anyTextWillDo) {
            assertThat(problems(sample.yaml().text(), environment))
                    .anySatisfy(problem ->
                            assertThat(problem).startsWith(sample.key().path().variable() + ": "));
        }
    }
}
