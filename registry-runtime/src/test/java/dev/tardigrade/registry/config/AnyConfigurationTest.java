package dev.tardigrade.registry.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.source.Finding;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

/** What holds for any file and any environment. */
final class AnyConfigurationTest {

    private static final List<String> PIECES = Stream.concat(
                    Arrays.stream(Key.values()).flatMap(key -> key.path().elements().stream()),
                    Stream.of(
                            ": ",
                            ":",
                            "\n",
                            "\n  ",
                            "\n    ",
                            "- ",
                            "[",
                            "]",
                            "{",
                            "}",
                            ",",
                            "'",
                            "\"",
                            "|",
                            ">",
                            "&a ",
                            "*a",
                            "!!str ",
                            "!",
                            "%",
                            "@",
                            "`",
                            "#",
                            " #",
                            "~",
                            "null",
                            "true",
                            "0.1",
                            "0x1F",
                            "0b2",
                            "1_0",
                            "1:2:3",
                            ".inf",
                            "<<: ",
                            "? ",
                            "---",
                            "...",
                            "\t",
                            "\u0000",
                            "\u0085",
                            "\uFEFF",
                            "\uD83D\uDE00",
                            "\uD800",
                            "=",
                            "\\",
                            "5000",
                            "-1"))
            .distinct()
            .toList();

    @Property
    void anyTextGivesAConfigurationOrProblems(@ForAll String text) {
        assertSaysSomething(ConfigurationLoader.parse(text, Map.of()));
    }

    @Property(tries = 3000)
    void anyPiecesOfYamlGiveAConfigurationOrProblems(@ForAll("yaml") String text) {
        assertSaysSomething(ConfigurationLoader.parse("version: 0.1\n" + text, Map.of()));
    }

    @Property
    void anyVariablesGiveAConfigurationOrProblems(@ForAll("variables") Map<String, String> variables) {
        assertSaysSomething(ConfigurationLoader.parse(Loading.MINIMAL, variables));
    }

    @Property(tries = 200)
    void theOrderOfVariablesDoesNotMatter(@ForAll("variables") Map<String, String> variables) {
        Map<String, String> reversed = new LinkedHashMap<>();
        List.copyOf(variables.entrySet()).reversed().forEach(each -> reversed.put(each.getKey(), each.getValue()));
        assertThat(ConfigurationLoader.parse(Loading.MINIMAL, reversed))
                .isEqualTo(ConfigurationLoader.parse(Loading.MINIMAL, variables));
    }

    @Property
    void aKeyMeansTheSameInTheFileAndInItsVariable(@ForAll("samples") Samples.Sample sample) {
        var byVariable = ConfigurationLoader.parse(
                sample.yaml().text(), Map.of(sample.key().path().variable(), sample.value()));
        var byFile = ConfigurationLoader.parse(
                sample.yaml().with(sample.key(), sample.value()).text(), Map.of());
        assertThat(configuration(byVariable)).isEqualTo(configuration(byFile));
    }

    @Property(tries = 200)
    void aVariableWinsOverTheFile(
            @ForAll("samples") Samples.Sample sample,
            @ForAll @AlphaChars @StringLength(min = 1, max = 9) String other) {
        String key = sample.key().path().variable();
        String file = Yaml.around(sample.key()).with(sample.key(), other).text();
        var overridden = ConfigurationLoader.parse(file, Map.of(key, sample.value()));
        assertThat(texts(overridden)).noneSatisfy(text -> assertThat(text).contains("'" + other + "'"));
    }

    @Property(tries = 500)
    void noFindingHoldsASecret(
            @ForAll @AlphaChars @StringLength(min = 12, max = 40) String secret,
            @ForAll("yaml") String before,
            @ForAll("yaml") String after) {
        String value = before + secret + after;
        var inFile = Yaml.withoutStorage()
                .with("storage.s3.accesskey", value)
                .with("storage.s3.secretkey", value)
                .with("http.secret", value)
                .text();
        var variables = Map.of("REGISTRY_STORAGE_S3_SECRETKEY", value, "REGISTRY_HTTP_SECRET", value);
        var quoted =
                "version: 0.1\nstorage: {s3: {secretkey: \"" + secret + "\"}}\nhttp: {secret: {a: " + secret + "}}";
        assertThat(texts(ConfigurationLoader.parse(Loading.MINIMAL, variables)))
                .noneSatisfy(text -> assertThat(text).contains(secret));
        assertThat(texts(ConfigurationLoader.parse(quoted, Map.of())))
                .noneSatisfy(text -> assertThat(text).contains(secret));
        assertThat(ConfigurationLoader.parse(inFile, Map.of())).isNotNull();
    }

    @Provide
    Arbitrary<String> yaml() {
        Arbitrary<String> piece = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(PIECES)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(4)));
        return piece.list().ofMaxSize(25).map(pieces -> pieces.stream().collect(joining()));
    }

    @Provide
    Arbitrary<Map<String, String>> variables() {
        Arbitrary<String> known =
                Arbitraries.of(Key.values()).map(key -> key.path().variable());
        Arbitrary<String> made = Arbitraries.of(PIECES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(pieces -> pieces.stream()
                        .map(piece -> piece.toUpperCase(Locale.ROOT))
                        .collect(joining("_", "REGISTRY_", "")));
        Arbitrary<String> suffixed = Combinators.combine(known, Arbitraries.of("_FILE", "_0", "_X", "_", "_9"))
                .as(String::concat);
        return Arbitraries.maps(Arbitraries.oneOf(known, made, suffixed), yaml())
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Samples.Sample> samples() {
        return Arbitraries.integers()
                .between(0, (int) Samples.all().count() - 1)
                .map(index -> Samples.all().toList().get(index));
    }

    private static void assertSaysSomething(LoadResult result) {
        assertThat(texts(result))
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContainPattern("\\p{Cntrl}"));
    }

    private static Object configuration(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded loaded -> loaded.configuration();
            case LoadResult.Rejected rejected -> rejected.problems();
        };
    }

    private static List<String> texts(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded loaded ->
                loaded.warnings().stream().map(Finding::toString).toList();
            case LoadResult.Rejected rejected ->
                rejected.problems().stream().map(Finding::toString).toList();
        };
    }
}
