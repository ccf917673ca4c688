package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.MINIMAL;
import static dev.tardigrade.registry.config.Loading.problems;
import static dev.tardigrade.registry.config.Loading.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.source.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about configurations that are not usable. */
final class ProblemsTest {

    @TempDir
    Path folder;

    @Test
    void allAreReportedAtOnce() {
        String yaml = """
                version: 2
                logg: {}
                log:
                  level: derp
                  lvel: info
                storage:
                  filesystem: {}
                  s3: {bucket: x, region: eu1}
                  cache: {blobdescriptor: redis}
                http:
                  addr: 5000
                  tls: {certificate: /c, clientcas: [/ca]}
                  addr: :5000
                proxy: {remoteurl: x}
                auth:
                  token: {realm: x}
                """;
        assertThat(problems(yaml))
                .containsExactlyInAnyOrder(
                        "line 13: http.addr: stands here for the second time, after line 11: keep one",
                        "line 2: logg: no such key; did you mean log?",
                        "line 5: log.lvel: no such key; did you mean log.level?",
                        "line 14: proxy: not supported: name the registry in upstreams, with a prefix for its repositories",
                        "line 16: auth.token.realm: must be an address such as https://registry.example.com, and not 'x'",
                        "auth.token.service: is missing: set it here or by REGISTRY_AUTH_TOKEN_SERVICE",
                        "auth.token.issuer: is missing: set it here or by REGISTRY_AUTH_TOKEN_ISSUER",
                        "auth.token.rootcertbundle: is missing: set it here or by REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE,"
                                + " or set auth.token.jwks",
                        "line 1: version: must be 0.1, and not '2'",
                        "line 4: log.level: must be error, warn, info or debug, and not 'derp'",
                        "line 8: storage.s3: only one of storage.filesystem, storage.s3 can hold the content:"
                                + " remove the others, or choose by REGISTRY_STORAGE=s3",
                        "line 8: storage.s3.bucket: must be 3 to 63 small letters, digits, dots and hyphens, and not 'x'",
                        "line 11: http.addr: must be HOST:PORT, or :PORT for all addresses, for instance :5000,"
                                + " and not '5000'",
                        "http.tls.key: is missing: set it here or by REGISTRY_HTTP_TLS_KEY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|version: is missing: set it here or by REGISTRY_VERSION",
                "'a: b: c'|line 1: not YAML: mapping values are not allowed here",
                "'version: 0.1\n\tlog: x'|line 2: not YAML: found character '\\t(TAB)' that cannot start any token",
                "'? [a]\n: b'|line 1: not YAML: keys and values must be plain or quoted text",
                "'plain text'|line 1: must hold keys and their values",
                "'- version: 0.1'|line 1: must hold keys and their values",
                "'version: 0.1\n---\nversion: 0.1'|line 3: a second document begins here: keep only one",
                "'version: &v 0.1\nloglevel: *v'|line 2: loglevel: aliases are not supported: write the value out",
                "'version: 0.1\nstorage: s3aws'|line 2: storage.s3aws: not supported: write it as storage.s3",
                "'version: 0.1\nstorage: azure'|line 2: storage.azure: not supported: use storage.s3",
                "'version: 0.1\nstorage: {}'|line 2: storage: no storage is configured",
                "'version: 0.1'|storage: no storage is configured",
                "'version: 0.1\nstorage: inmemory\nauth: silly'|line 3: auth.silly: not supported: it lets everybody in",
                "'version: 0.1\nstorage: inmemory\nauth: {}'|line 3: auth: names no provider",
                "'version: 0.1\nstorage: inmemory\nauth:'|line 3: auth: names no provider",
                "'version: 0.1\nstorage: inmemory\nauth: {none: , htpasswd: }'|line 3: auth.none: only one provider",
                "'version: 0.1\nstorage: inmemory\nlog: [a]'|line 3: log: must hold keys and their values",
                "'version: 0.1\nstorage: inmemory\nlog: {level: [a]}'|line 3: log.level: must be a single value",
                "'version: 0.1\nstorage: inmemory\nlog: {fields: {a: [b]}}'|line 3: log.fields.a: must be a single value",
            })
    void eachNamesItsPlaceAndRemedy(String yaml, String problem) {
        assertThat(problems(yaml)).anySatisfy(each -> assertThat(each).startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regionendpoint: http://user:hunter2@x|must hold no user and password",
                "regionendpoint: https://x/path|must be an address such as",
                "accesskey: hunter2|storage.s3.secretkey: is missing beside storage.s3.accesskey",
                "secretkey: hunter2|storage.s3.accesskey: is missing beside storage.s3.secretkey",
                "secure: false|would speak plain http with AWS",
            })
    void aWrongBucketIsExplainedWithoutItsSecrets(String line, String problem) {
        String yaml = "version: 0.1\nstorage:\n  s3:\n    bucket: images\n    region: eu1\n    " + line + "\n";
        assertThat(String.join("\n", problems(yaml))).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secure: false", "loglevel: debug"})
    void whatContradictsItselfIsWarnedOf(String line) {
        String yaml =
                "version: 0.1\nstorage:\n  s3:\n    bucket: images\n    regionendpoint: https://x\n    " + line + "\n";
        assertThat(warnings(yaml))
                .singleElement()
                .asString()
                .startsWith("line 6: ")
                .contains("no effect");
    }

    @Test
    void settingsThatMissTheirCounterpartAreWarnedOf() {
        assertThat(warnings(
                        Loading.MINIMAL + "http: {tls: {minimumtls: tls1.3}, debug: {prometheus: {enabled: true}}}"))
                .containsExactly(
                        "line 3: http.tls.minimumtls: has no effect without http.tls.certificate and http.tls.key",
                        "line 3: http.debug.prometheus.enabled: has no effect without http.debug.addr");
    }

    @Test
    void oldSpellingsAreWarnedOf() {
        assertThat(warnings(Loading.MINIMAL + "loglevel: warn\nlog: {formatter: logstash}"))
                .containsExactly(
                        "line 3: loglevel: is the old name of log.level: use that",
                        "line 4: log.formatter: logstash is written as json, which Logstash reads too");
    }

    @Test
    void nestingHasALimit() {
        assertThat(problems("[".repeat(30))).singleElement().asString().contains("nested deeper than 24 levels");
    }

    @Test
    void sizeHasALimit() {
        assertThat(problems("#".repeat(YamlDocument.MAX_CHARACTERS + 1)))
                .singleElement()
                .asString()
                .contains("longer than 1048576 characters");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(problems(Loading.MINIMAL + "\"a\\e[31mb\\nc\": d"))
                .containsExactly("line 3: a?[31mb?c: no such key; the README lists all keys");
    }

    @Test
    void aFileThatCannotBeReadIsAProblem() throws IOException {
        assertThat(load(folder)).contains("cannot be read: it must be a file that this user may read");
        assertThat(load(folder.resolve("nowhere"))).contains("there is no such file");
        assertThat(load(Files.write(folder.resolve("latin"), new byte[] {(byte) 0xe9})))
                .contains("is not UTF-8 text");
    }

    @Test
    void aFileIsReadLikeItsText() throws IOException {
        Path file = Files.writeString(folder.resolve("config.yml"), Loading.MINIMAL);
        assertThat(ConfigurationLoader.load(file, Map.of()))
                .isEqualTo(ConfigurationLoader.parse(Loading.MINIMAL, Map.of()));
    }

    private static String load(Path file) {
        return switch (ConfigurationLoader.load(file, Map.of())) {
            case LoadResult.Loaded _ -> "";
            case LoadResult.Rejected rejected -> rejected.problems().toString();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://user:hunter2@host",
                "https://user:hunter2@host",
                "user:hunter2@host",
                "https://user:hunter2@host/path",
                "https://user:hunter2@@host",
                "https://user:hunter2@ho st"
            })
    void aPasswordInAnAddressIsNotShown(String address) {
        String yaml = "version: 0.1\nstorage: {s3: {bucket: images, regionendpoint: '" + address + "'}}\n";
        assertThat(problems(yaml)).isNotEmpty().noneMatch(problem -> problem.contains("hunter2"));
        String host = MINIMAL + "http: {host: '" + address + "'}\n";
        assertThat(problems(host)).isNotEmpty().noneMatch(problem -> problem.contains("hunter2"));
    }

    @Test
    void aTagOfYamlIsAProblemAtItsPlace() {
        String yaml = MINIMAL + "http:\n  secret: !!binary aGVsbG8=\n";
        assertThat(problems(yaml))
                .containsExactly(
                        "line 4: http.secret: tags such as !!binary are not supported: write the value as text");
    }
}
