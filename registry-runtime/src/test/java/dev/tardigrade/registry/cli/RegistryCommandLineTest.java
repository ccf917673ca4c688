package dev.tardigrade.registry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.cli.invocation.ConfigurationFile;
import dev.tardigrade.registry.config.LoadResult.Loaded;
import dev.tardigrade.registry.config.settings.Configuration;
import dev.tardigrade.registry.config.settings.StorageBackend;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RegistryCommandLineTest {

    private final List<Loaded> served = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Map<String, String> environment = Map.of();

    @TempDir
    Path folder;

    @Test
    void helpNamesTheCommands() {
        assertThat(run(served::add, "--help")).isZero();
        assertThat(out.toString()).contains("serve", "completion", "--version");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionIsThatOfTheBuild() {
        assertThat(run(served::add, "--version")).isZero();
        assertThat(out.toString()).matches("registry \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void withoutACommandSaysThatOneIsMissing() {
        assertThat(run(served::add)).isEqualTo(2);
        assertThat(err.toString()).contains("registry: missing required subcommand", "Try 'registry --help'.");
    }

    @Test
    void anUnknownCommandGetsTheNearest() {
        assertThat(run(served::add, "sevre", "config.yml")).isEqualTo(2);
        assertThat(err.toString()).contains("sevre", "Did you mean: registry serve?");
    }

    @Test
    void serveWithoutAFileShowsAnExample() {
        assertThat(run(served::add, "serve")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                        registry serve: missing required parameter: 'CONFIG'
                        For instance: registry serve /etc/registry/config.yml
                        Try 'registry serve --help'.
                        """);
    }

    @Test
    void serveHelpShowsTheExample() {
        assertThat(run(served::add, "serve", "--help")).isZero();
        assertThat(out.toString()).contains("CONFIG", "registry serve /etc/registry/config.yml");
    }

    @Test
    void serveGetsTheConfiguration() throws IOException {
        Path file = config("version: 0.1\nstorage: inmemory\nredis: {addr: x}\n");
        assertThat(run(served::add, "serve", file.toString())).isZero();
        assertThat(served)
                .singleElement()
                .satisfies(loaded -> assertThat(loaded.warnings()).hasSize(1))
                .extracting(Loaded::configuration)
                .extracting(Configuration::storage)
                .satisfies(storage -> assertThat(storage.backend()).isEqualTo(new StorageBackend.InMemory()));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void allProblemsOfAConfigurationArePrintedLineByLine() throws IOException {
        Path file = config("version: 0.1\nlog: {lvel: info}\nstorage: {s3: {bucket: B}}\n");
        environment = Map.of("REGISTRY_HTTP_ADDRESS", ":80");
        assertThat(run(served::add, "serve", file.toString())).isEqualTo(2);
        assertThat(served).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly(
                        "REGISTRY_HTTP_ADDRESS: no such setting; did you mean REGISTRY_HTTP_ADDR?",
                        file + ": line 2: log.lvel: no such key; did you mean log.level?",
                        file + ": line 3: storage.s3.bucket: must be 3 to 63 small letters, digits, dots and hyphens,"
                                + " and not 'B'",
                        file + ": storage.s3.region: is missing: set it here or by REGISTRY_STORAGE_S3_REGION");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("nowhere.yml");
        assertThat(run(served::add, "serve", file.toString())).isEqualTo(2);
        assertThat(err).hasToString(file + ": there is no such file\n");
    }

    @Test
    void anExpectedFailureIsOneLine() throws IOException {
        Path file = config("version: 0.1\nstorage: inmemory\n");
        Serve failing = _ -> {
            throw new RegistryException(new Failure.BucketMissing("the bucket images is not there"));
        };
        assertThat(run(failing, "serve", file.toString())).isEqualTo(1);
        assertThat(err).hasToString("registry serve: the bucket images is not there\n");
    }

    @Test
    void aFaultOfTheProgramShowsWhereItHappened() throws IOException {
        Path file = config("version: 0.1\nstorage: inmemory\n");
        Serve broken = _ -> {
            throw new IllegalStateException("boom");
        };
        assertThat(run(broken, "serve", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("please report it", "IllegalStateException: boom", "\tat ");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(run(served::add, "completion")).isZero();
        assertThat(out.toString()).startsWith("#!").contains("serve", "complete -F");
    }

    private Path config(String yaml) throws IOException {
        return Files.writeString(folder.resolve("config.yml"), yaml);
    }

    private int run(Serve serve, String... args) {
        CommandLine line = RegistryCommandLine.of(
                new ServeCommand(new ConfigurationFile(environment), serve), new CompletionCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(args);
    }
}
