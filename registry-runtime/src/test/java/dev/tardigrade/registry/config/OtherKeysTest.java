package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.problems;
import static dev.tardigrade.registry.config.Loading.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.vocabulary.Disposition;
import dev.tardigrade.registry.config.vocabulary.Key;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key that has no effect or is refused. */
final class OtherKeysTest {

    static Stream<Key> ignored() {
        return Arrays.stream(Key.values()).filter(key -> key.disposition() instanceof Disposition.Ignored);
    }

    static Stream<Key> refused() {
        return Arrays.stream(Key.values()).filter(key -> key.disposition() instanceof Disposition.Refused);
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void aKeyWithoutEffectIsWarnedOfOnce(Key key) {
        String yaml = Yaml.around(key).with(key, "{some: thing}").text();
        assertThat(warnings(yaml))
                .singleElement()
                .asString()
                .matches("line \\d+: " + key.path() + ": has no effect: .+");
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void itsVariableIsWarnedOfToo(Key key) {
        var loaded = Loading.loaded(Yaml.around(key).text(), Map.of(key.path().variable(), "{some: thing}"));
        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .startsWith(key.path().variable() + ": has no effect: ");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusedKeyIsAProblemWithItsRemedy(Key key) {
        String yaml = Yaml.around(key).with(key, "{some: thing}").text();
        assertThat(problems(yaml))
                .anySatisfy(problem -> assertThat(problem).matches("line \\d+: " + key.path() + ": not supported: .+"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void itsVariableIsRefusedToo(Key key) {
        assertThat(problems(Yaml.around(key).text(), Map.of(key.path().variable(), "{some: thing}")))
                .anySatisfy(problem -> assertThat(problem).startsWith(key.path().variable() + ": not supported: "));
    }

    @ParameterizedTest
    @CsvSource({
        "proxy, '{remoteurl: }'",
        "http.prefix, /",
        "middleware, ''",
        "storage.s3.skipverify, false",
        "storage.s3.encrypt, False",
        "storage.s3.objectacl, private",
        "storage.s3.v4auth, true",
        "storage.s3.storageclass, STANDARD",
        "storage.cache.blobdescriptor, inmemory",
        "http.http2.disabled, false",
        "compatibility, '{schema1: {enabled: false}}'",
    })
    void whatAsksForNothingIsAcceptedWithoutAWord(String path, String value) {
        String around = path.startsWith("storage.s3.") ? "storage.s3.bucket" : path;
        Yaml yaml = around.equals(path) ? Yaml.around(Key.VERSION) : Yaml.around(Key.STORAGE_S3_BUCKET);
        assertThat(warnings(yaml.with(path, value).text())).isEmpty();
    }

    @Test
    void clientsAreNotSentToThisMachineWithoutAWord() {
        Yaml here = Yaml.around(Key.STORAGE_S3_BUCKET)
                .with("storage.s3.regionendpoint", "http://127.0.0.1:7777")
                .with("storage.redirect.disable", "false");
        assertThat(warnings(here.text())).singleElement().asString().contains("other machines cannot reach");
        here.with("storage.s3.regionendpoint", "https://gateway.example.com");
        assertThat(warnings(here.text())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "storage.s3.v4auth, false",
        "http.relativeurls, x",
    })
    void whatAsksForSomethingElseIsWarnedOf(String path, String value) {
        Yaml yaml = path.startsWith("storage.s3.") ? Yaml.around(Key.STORAGE_S3_BUCKET) : Yaml.around(Key.VERSION);
        assertThat(warnings(yaml.with(path, value).text()))
                .singleElement()
                .asString()
                .contains(path);
    }
}
