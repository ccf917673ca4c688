package dev.tardigrade.registry.config.vocabulary;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.source.KeyPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VocabularyTest {

    private static final String BEGIN = "<!-- keys: a test compares this table with the code -->\n";
    private static final String END = "<!-- end of keys -->";
    private static final String OWN = "(ours)";

    @Test
    void knowsEveryKeyOfRegistry2() {
        assertThat(registry2Keys())
                .allSatisfy(path ->
                        assertThat(Vocabulary.covering(path)).as("%s", path).isPresent());
    }

    @Test
    void knowsNoOtherKeysButOurs() {
        assertThat(Key.values())
                .filteredOn(key -> !key.disposition().meaning().contains(OWN))
                .allSatisfy(key -> assertThat(registry2Keys()).anyMatch(path -> path.isWithin(key.path())));
    }

    @Test
    void noKeyLiesBelowAnother() {
        assertThat(Key.values())
                .allSatisfy(key -> assertThat(Vocabulary.covering(key.path())).contains(key));
    }

    @Test
    void theReadmeListsEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).contains(BEGIN, END);
        String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
        assertThat(table).isEqualTo(expectedTable());
    }

    @ParameterizedTest
    @CsvSource({
        "storages, storage",
        "storages.s3.bucket, storage.s3.bucket",
        "log.lvel, log.level",
        "log.levle, log.level",
        "http.adr, http.addr",
        "http.address, http.addr",
        "http.clientcas, http.tls.clientcas",
        "delete.enabled, storage.delete.enabled",
        "s3.bucket, storage.s3.bucket",
        "storage.s3.endpoint, storage.s3.regionendpoint",
        "storage.s3.region.endpoint, storage.s3.regionendpoint",
        "storage.s3.access.key, storage.s3.accesskey",
        "http.certificate, http.tls.certificate",
        "storage.bucket, storage.s3.bucket",
        "health.storagedrver, health.storagedriver",
    })
    void findsWhatWasMeant(String written, String meant) {
        assertThat(Vocabulary.nearest(KeyPath.of(written))).contains(KeyPath.of(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ducks", "x", "storage.s3.zzzzzzzzzzzz", "a.b.c.d.e.f.g.h", "auth.htpasswd.file", "http.enabled"
            })
    void doesNotGuessWhatNobodyMeant(String written) {
        assertThat(Vocabulary.nearest(KeyPath.of(written))).isEmpty();
    }

    private static String expectedTable() {
        String rows = Arrays.stream(Key.values()).map(VocabularyTest::row).collect(Collectors.joining());
        return "| Key | | |\n|---|---|---|\n" + rows;
    }

    private static String row(Key key) {
        String done = switch (key.disposition()) {
            case Disposition.Supported _ -> "supported";
            case Disposition.Ignored _ -> "no effect, warning";
            case Disposition.Refused _ -> "refused";
        };
        String meaning = key.disposition().meaning();
        String below = registry2Keys().stream()
                .filter(path -> path.isWithin(key.path()))
                .filter(path -> !path.equals(key.path()))
                .map(path -> "`" + path + "`")
                .collect(Collectors.joining(", "));
        String covers = below.isEmpty() ? "" : ". Covers " + below;
        return "| `" + key.path() + "` | " + done + " | " + meaning + covers + " |\n";
    }

    private static List<KeyPath> registry2Keys() {
        try (Stream<String> lines = resource().lines()) {
            return lines.filter(not(line -> line.startsWith("#")))
                    .map(KeyPath::of)
                    .toList();
        }
    }

    private static String resource() {
        String name = "/dev/tardigrade/registry/config/registry2-keys.txt";
        try (InputStream in = Objects.requireNonNull(VocabularyTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
