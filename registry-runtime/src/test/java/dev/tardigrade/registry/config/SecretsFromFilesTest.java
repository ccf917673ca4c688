package dev.tardigrade.registry.config;

import static dev.tardigrade.registry.config.Loading.MINIMAL;
import static dev.tardigrade.registry.config.Loading.loaded;
import static dev.tardigrade.registry.config.Loading.problems;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsFromFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"REGISTRY_HTTP_SECRET_FILE", "REGISTRY_HTTP_SECRETFILE"})
    void aVariableNamesTheFile(String variable) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "hunter 2\n");
        var configuration = loaded(MINIMAL, Map.of(variable, file.toString())).configuration();
        assertThat(configuration.http().secret()).isEqualTo(new Secret("hunter 2"));
    }

    @Test
    void aKeyNamesTheFile() throws IOException {
        Path access = Files.writeString(folder.resolve("access"), "user");
        Path secret = Files.writeString(folder.resolve("secret"), "word\r\n");
        String yaml = """
                version: 0.1
                storage:
                  s3:
                    bucket: images
                    regionendpoint: minio:9000
                    accesskeyfile: %s
                    secretkeyfile: %s
                """.formatted(access, secret);
        var s3 = (StorageBackend.S3) Loading.configuration(yaml).storage().backend();
        assertThat(requireNonNull(s3.credentials()))
                .isEqualTo(new StorageBackend.Credentials(new Secret("user"), new Secret("word")));
    }

    @Test
    void bothTheSecretAndItsFileIsAProblem() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "one");
        var variables = Map.of("REGISTRY_HTTP_SECRET", "other", "REGISTRY_HTTP_SECRET_FILE", file.toString());
        assertThat(problems(MINIMAL, variables))
                .containsExactly("REGISTRY_HTTP_SECRET: is set as well as REGISTRY_HTTP_SECRET_FILE: keep one of them");
    }

    @Test
    void aFileThatCannotBeReadIsAProblem() throws IOException {
        assertThat(problems(MINIMAL, Map.of("REGISTRY_HTTP_SECRET_FILE", "/nowhere")))
                .singleElement()
                .asString()
                .contains("REGISTRY_HTTP_SECRET_FILE", "must name a file that this process can read", "'/nowhere'");
        assertThat(problemOf("\n")).contains("must name a file that is not empty");
        assertThat(problemOf("x".repeat(70_000))).contains("must name a file of at most 64 KiB");
    }

    @Test
    void aFileThatIsNoTextIsAProblem() throws IOException {
        Path file = Files.write(folder.resolve("secret"), new byte[] {(byte) 0xff, 0});
        assertThat(problems(MINIMAL, Map.of("REGISTRY_HTTP_SECRET_FILE", file.toString())))
                .singleElement()
                .asString()
                .contains("must name a file of UTF-8 text");
    }

    @Test
    void onlySecretsComeFromFiles() {
        assertThat(problems(MINIMAL, Map.of("REGISTRY_HTTP_ADDR_FILE", "/x")))
                .singleElement()
                .asString()
                .startsWith("REGISTRY_HTTP_ADDR_FILE: no such setting");
    }

    private String problemOf(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return String.join("\n", problems(MINIMAL, Map.of("REGISTRY_HTTP_SECRET_FILE", file.toString())));
    }
}
