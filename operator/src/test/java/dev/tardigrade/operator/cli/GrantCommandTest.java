package dev.tardigrade.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tardigrade.operator.vocabulary.DurationText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String parent = vector("parents", "aes-gcm");

    @Test
    void inspectShowsAnUnrestrictedGrant() throws IOException {
        JsonNode report = JSON.readTree(run(parent, "grant", "inspect").success());
        assertThat(report).isEqualTo(JSON.readTree("""
                {
                  "satellite": "12EayRS2V1kEsWESU9QMRseFhdxYxKicsiFmxrsLZHeLUtdps3S@127.0.0.1:7777",
                  "rights": ["read", "write", "list", "delete"],
                  "allBuckets": true,
                  "buckets": [],
                  "notBefore": null,
                  "notAfter": null,
                  "maxObjectTtl": null,
                  "pathCipher": "AES-GCM",
                  "fullyUnderstood": true
                }
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "restrict --no-delete"})
    void inputThatCannotBeReadIsToldInOneLine(String command) throws IOException {
        var out = new StringWriter();
        var err = new StringWriter();
        var unreadable = InputStream.nullInputStream();
        unreadable.close();
        var line = Main.commandLine(unreadable, new PrintWriter(out, true), new PrintWriter(err, true));

        assertThat(line.execute(("grant " + command).split(" ", -1))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip().lines()).singleElement().asString().contains("standard input cannot be read");
    }

    @Test
    void inspectShowsWhatRestrictTookAway() throws IOException {
        String child = run(
                        parent,
                        "grant",
                        "restrict",
                        "--bucket",
                        "registry",
                        "--prefix",
                        "team-a/blobs/",
                        "--no-read",
                        "--no-delete",
                        "--not-before",
                        "2030-01-01T01:00:00+01:00",
                        "--not-after",
                        "2030-01-02T03:04:05.5Z",
                        "--max-object-ttl",
                        "1h30m",
                        "--nonce",
                        "DEAD00ff")
                .success();
        JsonNode report = JSON.readTree(run(child, "grant", "inspect").success());
        assertThat(report).isEqualTo(JSON.readTree("""
                {
                  "satellite": "12EayRS2V1kEsWESU9QMRseFhdxYxKicsiFmxrsLZHeLUtdps3S@127.0.0.1:7777",
                  "rights": ["write", "list"],
                  "allBuckets": false,
                  "buckets": [{"name": "registry", "prefix": "team-a/blobs"}],
                  "notBefore": "2030-01-01T00:00:00Z",
                  "notAfter": "2030-01-02T03:04:05.500Z",
                  "maxObjectTtl": "1h30m",
                  "pathCipher": "AES-GCM",
                  "fullyUnderstood": true
                }
                """));
    }

    @Test
    void inspectShowsNoKeyAndNoPartOfTheApiKey() {
        String report = run(parent, "grant", "inspect").success();
        for (String field : new String[] {"macaroon_head", "macaroon_tail", "api_key", "default_key", "grant"}) {
            assertThat(report).doesNotContain(parentField(field));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aes-gcm | aes-gcm/nonce only | --nonce dead00ff
            aes-gcm | aes-gcm/read-only | --no-write --no-delete
            aes-gcm | aes-gcm/bucket | --bucket registry
            aes-gcm | aes-gcm/bucket, not_after, nonce | --bucket registry --not-after 2030-01-02T03:04:05Z --nonce dead00ff
            aes-gcm | aes-gcm/bucket and prefix | --bucket registry --prefix team-a/blobs --nonce dead00ff
            null | null/max_object_ttl | --max-object-ttl 1h30m0s
            """)
    void restrictGivesWhatStorjsLibraryGives(String start, String wanted, String options) {
        assertThat(run(vector("parents", start), ("grant restrict " + options).split(" ", -1))
                        .success()
                        .strip())
                .isEqualTo(vector("children", wanted));
    }

    @Test
    void restrictReadsWhatItWrote() {
        String child = run(parent, "grant", "restrict", "--bucket", "registry", "--bucket", "backup")
                .success();
        assertThat(run(child, "grant", "restrict", "--bucket", "backup").success())
                .isNotEqualTo(child);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --bucket R                                        | --bucket
            --not-after tomorrow                              | --not-after
            --not-after 2030-02-30T00:00:00Z                  | --not-after
            --not-after 2030-01-01T00:00Z                     | --not-after
            --not-before 2030-01-01                           | --not-before
            --not-before 0000-01-01T00:00:00Z                 | --not-before
            --max-object-ttl 5                                | --max-object-ttl
            --max-object-ttl 0s                               | --max-object-ttl
            --max-object-ttl 30m1h                            | --max-object-ttl
            --nonce xyz                                       | --nonce
            --nonce abc                                       | --nonce
            --bucket                                          | --bucket
            --prefix a                                        | --prefix
            --bucket registry --bucket backup --prefix a      | --prefix
            --bucket registry --prefix a//b                   | --prefix
            --no-read --no-read                               | --no-read
            --not-before 2030-01-02T00:00:00Z --not-after 2030-01-01T00:00:00Z | --not-after
            --buckets registry                                | --buckets
            """)
    void aWrongOptionIsNamed(String options, String named) {
        Outcome outcome = run(parent, ("grant restrict " + options).split(" ", -1));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("operator grant restrict: ").contains(named);
    }

    @Test
    void withoutOptionsThereIsNothingToRestrict() {
        Outcome outcome = run(parent, "grant", "restrict");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--bucket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "restrict"})
    void aGrantAtTheWrongPlaceIsNotEchoed(String command) {
        Outcome outcome = run("", "grant", command, parent);
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).doesNotContain(parent).contains("standard input");
        assertThat(run("", "grant", parent).err()).doesNotContain(parent);
        assertThat(run("", "grant", command, "--nonce", parent).err()).doesNotContain(parent);
        assertThat(run("", "grant", command, "--nonce=" + parent).err()).doesNotContain(parent);
    }

    @Test
    void aWrongCommandIsAnsweredWithTheRightOnes() {
        Outcome outcome = run("", "grant", "inspekt");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("inspect, restrict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no grant", "1Ahg1iQXoss"})
    void aBadGrantEndsWithOneSentence(String text) {
        for (String[] command : new String[][] {{"grant", "inspect"}, {"grant", "restrict", "--no-read"}}) {
            Outcome outcome = run(text, command);
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().strip())
                    .startsWith("operator grant ")
                    .endsWith(".")
                    .doesNotContain("\n")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aBucketOutsideTheGrantIsNamed() {
        String child = run(parent, "grant", "restrict", "--bucket", "registry").success();
        Outcome outcome = run(child, "grant", "restrict", "--bucket", "other");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("does not cover other:");
    }

    @Test
    void endlessInputIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'z';
            }
        };
        assertThat(run(endless, "grant", "inspect").exitCode()).isEqualTo(1);
    }

    @Test
    void helpTellsEachOption() {
        assertThat(run("", "grant", "restrict", "--help").success())
                .contains("--bucket", "--prefix", "--no-read", "--no-write", "--no-list", "--no-delete")
                .contains("--not-before", "--not-after", "--max-object-ttl", "--nonce");
    }

    @ParameterizedTest
    @CsvSource({"1h30m,PT1H30M", "90m,PT1H30M", "45s,PT45S", "1.5s,PT1.5S", "48h,PT48H"})
    void durationsAreReadAsPeopleWriteThem(String text, String meaning) {
        assertThat(DurationText.parse(text)).contains(Duration.parse(meaning));
        assertThat(DurationText.parse(DurationText.format(Duration.parse(meaning))))
                .contains(Duration.parse(meaning));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "1", "1d", "-1h", "1.5h", "1h ", "1s1m", "9999999999h"})
    void otherTextsAreNoDurations(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    private static Outcome run(String input, String... arguments) {
        return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    private static Outcome run(InputStream in, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Main.commandLine(in, new PrintWriter(out), new PrintWriter(err)).execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    private record Outcome(int exitCode, String out, String err) {

        String success() {
            assertThat(err).isEmpty();
            assertThat(exitCode).isZero();
            return out;
        }
    }

    private static String parentField(String field) {
        return find("parents", "aes-gcm").get(field).asText();
    }

    private static String vector(String list, String name) {
        return find(list, name).get("grant").asText();
    }

    private static JsonNode find(String list, String name) {
        try (InputStream in = Objects.requireNonNull(
                GrantCommandTest.class.getResourceAsStream("/dev/tardigrade/operator/grant/vectors.json"))) {
            return JSON.readTree(in)
                    .get(list)
                    .valueStream()
                    .filter(vector -> vector.get("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
