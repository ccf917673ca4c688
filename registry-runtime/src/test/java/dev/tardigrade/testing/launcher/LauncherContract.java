package dev.tardigrade.testing.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the script in {@code target/dist/bin} promises. The scripts under test are copies that look for JDKs in an empty folder in place of
 * {@code /usr/lib/jvm}, so that what this machine has installed makes no difference.
 */
public abstract class LauncherContract {

    private static final String INSTALLED = "/usr/lib/jvm";

    @TempDir
    Path folder;

    private Path installed;
    private Path dist;
    private Path launcher;

    /** The name of the script. */
    protected abstract String name();

    /** The variable with options for Java, besides JAVA_OPTS. */
    protected abstract String optionsVariable();

    @BeforeEach
    void copyLauncher() throws IOException {
        folder = folder.toRealPath();
        installed = Files.createDirectory(folder.resolve("installed"));
        dist = folder.resolve("a dist");
        launcher = Files.createDirectories(dist.resolve("bin")).resolve(name());
        String script = Files.readString(shipped());
        assertThat(script).contains(INSTALLED + "/*");
        Files.writeString(launcher, script.replace(INSTALLED + "/*", installed + "/*"));
        Files.setPosixFilePermissions(launcher, Files.getPosixFilePermissions(shipped()));
    }

    @Test
    void theShippedOneRunsTheProgramWithoutAWordOnStandardError() throws Exception {
        Run run = Run.of(folder, path(System.getenv("PATH")), List.of(shipped().toString(), "--version"));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).singleElement().asString().isNotBlank();
    }

    @Test
    void takesTheJavaOfJavaHomeFirst() throws Exception {
        FakeJava.of(installed.resolve("jdk-25-other"), "25.0.1");
        FakeJava home = FakeJava.of(folder.resolve("home"), "26");

        assertThat(started(Map.of("JAVA_HOME", home.home().toString()))).isEqualTo("home");
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        FakeJava old = FakeJava.of(folder.resolve("old"), "17.0.15");
        FakeJava.of(installed.resolve("jdk-25"), "25");

        assertThat(started(Map.of("JAVA_HOME", old.home().toString()))).isEqualTo("jdk-25");
    }

    @Test
    void passesOverAJavaHomeThatIsNotThere() throws Exception {
        FakeJava.of(installed.resolve("jdk-25"), "25");

        assertThat(started(Map.of("JAVA_HOME", "/nowhere"))).isEqualTo("jdk-25");
    }

    @Test
    void takesTheNewestJavaOfThePath() throws Exception {
        FakeJava old = FakeJava.of(folder.resolve("old"), "1.8.0_402");
        FakeJava fit = FakeJava.of(folder.resolve("fit"), "25.0.3");
        FakeJava newer = FakeJava.of(folder.resolve("newer"), "27-ea");
        String path = old.bin() + ":" + fit.bin() + ":" + newer.bin() + ":" + tools();

        assertThat(started(Map.of("PATH", path))).isEqualTo("newer");
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        FakeJava shim = FakeJava.withoutReleaseFile(folder.resolve("shim"), "25.0.2");

        assertThat(started(Map.of("PATH", shim.bin() + ":" + tools()))).isEqualTo("shim");
    }

    @Test
    void saysInOneLineWhatIsMissingAndWhatToDo() throws Exception {
        FakeJava old = FakeJava.of(folder.resolve("old"), "17.0.15");

        Run run = run(Map.of("JAVA_HOME", old.home().toString(), "PATH", old.bin() + ":" + tools()), launcher);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .singleElement()
                .asString()
                .startsWith(name() + ": no Java 25 or newer")
                .contains("install", "JAVA_HOME");
    }

    @Test
    void findsItsJarsBehindChainedAndRelativeLinks() throws Exception {
        FakeJava java = FakeJava.of(folder.resolve("java"), "25");
        Path links = Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(links.resolve("relative"), Path.of("../a dist/bin/" + name()));
        Files.createSymbolicLink(links.resolve("absolute"), links.resolve("relative"));

        Run run = run(Map.of("JAVA_HOME", java.home().toString()), links.resolve("absolute"));

        assertThat(run.out()).containsSequence("-cp", dist + "/lib/*");
    }

    @Test
    void splitsOptionsAtBlanksAndTakesNothingForAPattern() throws Exception {
        FakeJava java = FakeJava.of(folder.resolve("java"), "25");

        Run run = run(
                Map.of("JAVA_HOME", java.home().toString(), "JAVA_OPTS", "-Da=* -Xmx1g", optionsVariable(), "-Db=?"),
                launcher,
                "an argument",
                "*");

        assertThat(run.out())
                .containsSubsequence("-Da=*", "-Xmx1g", "-Db=?", "-cp")
                .endsWith("an argument", "*");
    }

    private Path shipped() {
        return Path.of("target/dist/bin", name()).toAbsolutePath();
    }

    /** The name of the folder of the Java that the launcher takes. */
    private String started(Map<String, String> environment) throws Exception {
        Run run = run(environment, launcher);
        assertThat(run.err()).isEmpty();
        return run.out().getFirst();
    }

    private Run run(Map<String, String> environment, Path script, String... arguments) throws Exception {
        Map<String, String> all = new HashMap<>(path(tools()));
        all.putAll(environment);
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return Run.of(folder, all, command);
    }

    private static Map<String, String> path(String path) {
        return Map.of("PATH", path);
    }

    /** A folder with the programs that the script needs, and no Java. */
    private String tools() throws IOException {
        Path tools = folder.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of("dirname", "readlink", "sed")) {
                Path found = Stream.of("/usr/bin", "/bin")
                        .map(bin -> Path.of(bin, tool))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow();
                Script.write(tools.resolve(tool), "exec " + found + " \"$@\"");
            }
        }
        return tools.toString();
    }
}
