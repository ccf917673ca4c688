package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.MINIMAL;
import static dev.tardigrade.registry.config.Loading.loaded;
import static dev.tardigrade.registry.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.HttpSettings.Header;
import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.config.settings.StorageSettings;
import dev.tardigrade.registry.config.settings.UploadPurging;
import dev.tardigrade.registry.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How variables override the file: what {@code registry:2} does, and where this differs. */
final class EnvironmentTest {

    private static final String ON_FILES = """
            version: 0.1
            storage:
              filesystem:
                rootdirectory: /from/the/file
              delete:
                enabled: true
            http:
              headers:
                X-A: [a, b]
                X-B: [c]
            """;

    @Test
    void aVariableTakesThePlaceOfOneKey() {
        var storage = storage(Map.of("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", "/elsewhere"));
        assertThat(storage)
                .isEqualTo(new StorageSettings(
                        new StorageBackend.Filesystem(Path.of("/elsewhere")), true, false, UploadPurging.DEFAULT));
    }

    @Test
    void aVariableTakesThePlaceOfAWholeSection() {
        assertThat(storage(Map.of("REGISTRY_STORAGE", "inmemory")))
                .isEqualTo(new StorageSettings(new StorageBackend.InMemory(), false, false, UploadPurging.DEFAULT));
        assertThat(storage(Map.of("REGISTRY_STORAGE", "{filesystem: {rootdirectory: /x}}")))
                .isEqualTo(new StorageSettings(
                        new StorageBackend.Filesystem(Path.of("/x")), false, false, UploadPurging.DEFAULT));
    }

    @Test
    void aSectionGoesBeforeItsKeys() {
        var variables = Map.of("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", "/x", "REGISTRY_STORAGE", "filesystem");
        assertThat(storage(variables).backend()).isEqualTo(new StorageBackend.Filesystem(Path.of("/x")));
    }

    @Test
    void sectionsThatTheFileLacksAreMade() {
        var variables = Map.of(
                "REGISTRY_STORAGE", "inmemory",
                "REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED", "true",
                "REGISTRY_AUTH", "htpasswd",
                "REGISTRY_AUTH_HTPASSWD_REALM", "Team A",
                "REGISTRY_AUTH_HTPASSWD_PATH", "/users");
        var configuration = loaded("version: 0.1", variables).configuration();
        assertThat(configuration.storage())
                .isEqualTo(new StorageSettings(new StorageBackend.InMemory(), false, true, UploadPurging.DEFAULT));
        assertThat(configuration.auth())
                .isEqualTo(new AuthSettings.Htpasswd(new AuthSettings.Realm("Team A"), Path.of("/users")));
    }

    @Test
    void anEmptyValueIsAsIfTheKeyWereNotThere() {
        assertThat(storage(Map.of("REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY", ""))
                        .backend())
                .isEqualTo(new StorageBackend.Filesystem(Path.of("/var/lib/registry")));
    }

    @Test
    void headersAreYaml() {
        assertThat(headers("REGISTRY_HTTP_HEADERS", "{X-C: [d, e]}"))
                .containsExactly(new Header("X-C", "d"), new Header("X-C", "e"));
    }

    @Test
    void oneHeaderIsFoundInAnyCase() {
        assertThat(headers("REGISTRY_HTTP_HEADERS_X-A", "[z]"))
                .containsExactly(new Header("X-A", "z"), new Header("X-B", "c"));
    }

    @Test
    void elementsOfAListHaveNumbers() {
        assertThat(headers("REGISTRY_HTTP_HEADERS_X-A_1", "z"))
                .containsExactly(new Header("X-A", "a"), new Header("X-A", "z"), new Header("X-B", "c"));
        assertThat(headers("REGISTRY_HTTP_HEADERS_X-B_1", "z"))
                .endsWith(new Header("X-B", "c"), new Header("X-B", "z"));
        assertThat(problems(ON_FILES, Map.of("REGISTRY_HTTP_HEADERS_X-B_7", "z")))
                .singleElement()
                .asString()
                .startsWith("REGISTRY_HTTP_HEADERS_X-B_7: must name one of the 1 elements, or the next");
    }

    @Test
    void fieldsOfTheLogAreAdded() {
        var log = loaded(MINIMAL, Map.of("REGISTRY_LOG_FIELDS_TEAM", "a"))
                .configuration()
                .log();
        assertThat(log.fields()).containsExactly(Map.entry("team", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'quoted'",
                "0123",
                "1e3",
                "@at",
                "*star",
                "a: b",
                "[x]",
                "#hash",
                "%percent",
                "not #cut",
                "~",
                "null",
                "!!binary X",
                " a "
            })
    void aSecretIsTakenAsItStands(String value) {
        for (String written : List.of(value, value + "\n")) {
            var configuration =
                    loaded(MINIMAL, Map.of("REGISTRY_HTTP_SECRET", written)).configuration();
            assertThat(configuration.http().secret()).isEqualTo(new Secret(value));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'quoted' | quoted", "0123 | 0123", "@at | @at", "a: b | a: b", "cut #off | cut"})
    void aTextIsYamlWhereItCanBe(String value, String read) {
        var variables = Map.of(
                "REGISTRY_AUTH",
                "htpasswd",
                "REGISTRY_AUTH_HTPASSWD_PATH",
                "/users",
                "REGISTRY_AUTH_HTPASSWD_REALM",
                value);
        assertThat(loaded(MINIMAL, variables).configuration().auth())
                .isEqualTo(new AuthSettings.Htpasswd(new AuthSettings.Realm(read), Path.of("/users")));
    }

    @Test
    void aSectionThatIsNoYamlIsAProblem() {
        assertThat(problems(MINIMAL, Map.of("REGISTRY_HTTP_TLS", "{key: hunter2")))
                .singleElement()
                .asString()
                .startsWith("REGISTRY_HTTP_TLS: not YAML: ")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "REGISTRY_STORAGES_S3_BUCKET, did you mean REGISTRY_STORAGE_S3_BUCKET?",
        "REGISTRY_STORAGES_S3_ACCESSKEY, did you mean REGISTRY_STORAGE_S3_ACCESSKEY?",
        "REGISTRY_STORAGE_S3_REGION_ENDPOINT, did you mean REGISTRY_STORAGE_S3_REGIONENDPOINT?",
        "REGISTRY_LOGLEVELS, did you mean REGISTRY_LOGLEVEL?",
        "REGISTRY_DUCKS, the README lists all keys",
        "REGISTRY_, the README lists all keys",
        "REGISTRY_PORT, did you mean",
        "REGISTRY_log_level, write it in capital letters: REGISTRY_LOG_LEVEL",
    })
    void aVariableThatNamesNothingIsAProblem(String name, String hint) {
        assertThat(problems(MINIMAL, Map.of(name, "quack")))
                .singleElement()
                .asString()
                .startsWith(name + ": ")
                .contains(name.equals("REGISTRY_PORT") ? "no such setting" : hint);
    }

    @Test
    void belowMapsTheCaseIsFree() {
        assertThat(storage(Map.of("REGISTRY_STORAGE_FILESYSTEM_rootdirectory", "/x"))
                        .backend())
                .isEqualTo(new StorageBackend.Filesystem(Path.of("/x")));
    }

    @Test
    void otherVariablesAreNone() {
        var variables = Map.of("registry_LOG_LEVEL", "x", "LOG_LEVEL", "x", "REGISTRYLOG", "x", "REGISTRY", "x");
        assertThat(loaded(MINIMAL, variables)).isEqualTo(loaded(MINIMAL, Map.of()));
    }

    @Test
    void whatKubernetesInjectsForServicesIsPassedOver() {
        var variables = Map.of(
                "REGISTRY_SERVICE_HOST", "10.96.0.7",
                "REGISTRY_SERVICE_PORT", "5000",
                "REGISTRY_SERVICE_PORT_HTTP", "5000",
                "REGISTRY_PORT", "tcp://10.96.0.7:5000",
                "REGISTRY_PORT_5000_TCP", "tcp://10.96.0.7:5000",
                "REGISTRY_PORT_5000_TCP_PROTO", "tcp",
                "REGISTRY_PORT_5000_TCP_PORT", "5000",
                "REGISTRY_PORT_5000_TCP_ADDR", "10.96.0.7",
                "REGISTRY_STORAGE_SERVICE_HOST", "10.96.0.8",
                "REGISTRY_HTTP_PORT", "tcp://10.96.0.9:80");
        assertThat(loaded(MINIMAL, variables)).isEqualTo(loaded(MINIMAL, Map.of()));
    }

    @Test
    void anotherDriverBesideTheOneOfTheFileIsAProblemWithItsRemedy() {
        var variables = Map.of("REGISTRY_STORAGE_S3_BUCKET", "images", "REGISTRY_STORAGE_S3_REGION", "eu1");
        assertThat(problems(ON_FILES, variables))
                .singleElement()
                .asString()
                .contains("storage.filesystem, storage.s3", "REGISTRY_STORAGE=s3");
    }

    private static StorageSettings storage(Map<String, String> variables) {
        return loaded(ON_FILES, variables).configuration().storage();
    }

    private static List<Header> headers(String variable, String value) {
        return loaded(ON_FILES, Map.of(variable, value)).configuration().http().headers();
    }
}
