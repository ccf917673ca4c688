package dev.tardigrade.registry.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers of notifications, as they are written in configurations of {@code registry:2}. */
final class EndpointsTest {

    private static final String USABLE = "name: hook, url: 'https://hook.example.com/'";

    private static String endpoint(String fields) {
        return Loading.MINIMAL + "notifications: {endpoints: [{" + fields + "}]}\n";
    }

    @Test
    void zeroIsTheDefault() {
        var endpoints = Loading.configuration(endpoint(USABLE + ", timeout: 0, threshold: 0, backoff: 0s"))
                .notifications()
                .endpoints();
        assertThat(endpoints).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.timeout()).isEqualTo(Duration.ofSeconds(1));
            assertThat(endpoint.threshold()).isEqualTo(10);
            assertThat(endpoint.backoff()).isEqualTo(Duration.ofSeconds(1));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", url: nowhere",
                ", name: hook, url: 'https://hook.example.com:70000/', headersfile: /nowhere/at/all, threshold: many"
            })
    void nothingElseMattersWhereOneIsSwitchedOff(String others) {
        assertThat(Loading.configuration(endpoint("disabled: true" + others))
                        .notifications()
                        .endpoints())
                .isEmpty();
    }

    @Test
    void contentsAreFoundWhereTokensAreUnlessItIsSaidOtherwise() {
        String http = "http: {host: 'https://one.example.com'}\n";
        assertThat(Loading.configuration(Loading.MINIMAL + http).notifications().host())
                .isEqualTo(URI.create("https://one.example.com"));
        var both =
                Loading.configuration(Loading.MINIMAL + http + "notifications: {host: 'https://other.example.com'}\n");
        assertThat(both.notifications().host()).isEqualTo(URI.create("https://other.example.com"));
        assertThat(both.http().host()).isEqualTo(URI.create("https://one.example.com"));
    }

    @Test
    void headersStandInAFileToo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("headers"), "Authorization: Bearer a:b\n\nX-Tenant:  7 \n");
        String yaml = endpoint(USABLE + ", headers: {X-Tenant: ['6'], X-Other: [a, b]}, headersfile: " + file);
        assertThat(Loading.configuration(yaml).notifications().endpoints())
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.headers())
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "Authorization",
                                new Secret("Bearer a:b"),
                                "X-Tenant",
                                new Secret("7"),
                                "X-Other",
                                new Secret("a, b"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", "Host: elsewhere", "Authorization:", "Content-Length: 1", "A B: c"})
    void aFileOfOtherLinesIsAProblemThatShowsNoneOfThem(String line, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("headers"), "X-Key: hush\n" + line + "\n");
        assertThat(Loading.problems(endpoint(USABLE + ", headersfile: " + file)))
                .singleElement()
                .asString()
                .contains("notifications.endpoints.0.headersfile: ")
                .doesNotContain("hush", "elsewhere");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(Loading.problems(endpoint(USABLE + ", headersfile: /nowhere/at/all")))
                .singleElement()
                .asString()
                .contains("notifications.endpoints.0.headersfile");
    }

    @Test
    void aNameIsForOneReceiverUnlessTheOtherIsSwitchedOff() {
        String first = "{" + USABLE + "}, ";
        assertThat(Loading.problems(Loading.MINIMAL + "notifications: {endpoints: [" + first + "{" + USABLE + "}]}\n"))
                .singleElement()
                .asString()
                .contains("notifications.endpoints: has the name hook twice");
        String other = "{" + USABLE + ", disabled: true}";
        assertThat(Loading.configuration(Loading.MINIMAL + "notifications: {endpoints: [" + first + other + "]}\n")
                        .notifications()
                        .endpoints())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, 99_999})
    void aPortThatThereIsNotIsAProblem(int port) {
        String yaml = endpoint("name: hook, url: 'https://hook.example.com:" + port + "/?token=abc'");
        assertThat(Loading.problems(yaml))
                .singleElement()
                .asString()
                .contains("notifications.endpoints.0.url: must have a port from 1 to 65535")
                .doesNotContain("abc");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void theLastPortsAreAccepted(int port) {
        assertThat(Loading.configuration(endpoint("name: hook, url: 'http://hook.example.com:" + port + "/'"))
                        .notifications()
                        .endpoints())
                .hasSize(1);
    }
}
