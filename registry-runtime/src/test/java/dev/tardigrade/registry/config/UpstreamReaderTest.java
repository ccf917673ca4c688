package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.MINIMAL;
import static dev.tardigrade.registry.config.Loading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.settings.UpstreamSettings;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpstreamReaderTest {

    @TempDir
    Path folder;

    @Test
    void loginsComeFromFiles() throws IOException {
        Path user = Files.writeString(folder.resolve("username"), "me\n");
        Path password = Files.writeString(folder.resolve("password"), "pass word\n");
        String yaml = MINIMAL
                + "upstreams: [{name: hub, url: 'http://127.0.0.1:5000', prefix: mirror/hub, usernamefile: %s, passwordfile: %s}]\n"
                        .formatted(user, password);
        assertThat(Loading.configuration(yaml).upstreams())
                .containsExactly(new UpstreamSettings(
                        "hub",
                        URI.create("http://127.0.0.1:5000"),
                        new RepositoryName("mirror/hub"),
                        Optional.of(new UpstreamSettings.Account("me", new Secret("pass word"))),
                        Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'https://a.example.com/v2'| of scheme, host and port alone",
                "url: 'https://me:word@a.example.com'| of scheme, host and port alone",
                "url: 'ftp://a.example.com'| of scheme, host and port alone",
                "url: 'https://a.example.com:0'| of scheme, host and port alone",
                "url: 'http://a.example.com', username: me, password: word| must be https where there is a login",
                "url: 'https://a.example.com?x'| of scheme, host and port alone",
                "prefix: Docker.io| must be the beginning of names of repositories",
                "prefix: docker.io/| must be the beginning of names of repositories",
                "ttl: 721h| must be at most 720h",
                "ttl: soon| must be a duration",
                "username: me| must come with the other one",
                "password: word| must come with the other one",
                "passwordfile: /nowhere| must name a file that this process can read",
                "remoteurl: x| no such key",
                "name: a b| must be a name",
            })
    void whatIsWrongIsTold(String field, String problem) {
        String key = field.substring(0, field.indexOf(':'));
        String rest = Map.of("name", "hub", "url", "https://a.example.com", "prefix", "docker.io").entrySet().stream()
                .filter(each -> !each.getKey().equals(key))
                .map(each -> ", " + each.getKey() + ": '" + each.getValue() + "'")
                .reduce("", String::concat);
        assertThat(problems(MINIMAL + "upstreams: [{" + field + rest + "}]\n", Map.of()))
                .singleElement()
                .asString()
                .contains("upstreams.0." + key, problem)
                .doesNotContain("word@");
    }

    @ParameterizedTest
    @CsvSource({
        "hub, quay.io, twice",
        "other, docker.io, lies in the other",
        "other, docker.io/library, lies in the other"
    })
    void oneIsNotLikeAnother(String name, String prefix, String problem) {
        String yaml = MINIMAL
                + "upstreams: [{name: hub, url: 'https://a.example.com', prefix: docker.io}, {name: %s, url: 'https://b.example.com', prefix: %s}]\n"
                        .formatted(name, prefix);
        assertThat(problems(yaml, Map.of())).singleElement().asString().contains(problem);
    }
}
