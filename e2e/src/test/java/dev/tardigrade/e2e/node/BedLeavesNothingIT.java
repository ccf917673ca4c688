package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.Bed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares mounts, links, routes, rules, sysctls, cgroups, namespaces, files and processes before and after. */
@Tag("machine")
final class BedLeavesNothingIT {

    @TempDir
    private Path state;

    /** PostgreSQL runs as another user. */
    @BeforeEach
    void letOthersEnter() throws IOException {
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void nodeAndStorjNetworkLeaveNothingWhenTheyAreStopped() throws Exception {
        List<String> before = quietSnapshot();
        assertSucceeds(bed("node", "start", "clean"));
        assertSucceeds(bed("storj", "start", "clean-storj"));
        assertThat(snapshot()).isNotEqualTo(before);

        assertSucceeds(bed("stop-all"));

        assertSame(before);
    }

    /** @param log exists when the start has come to the point of interest */
    @ParameterizedTest
    @CsvSource({
        "node,  KILL, etcd.log",
        "node,  INT,  kube-apiserver.log",
        "node,  KILL, containerd.log",
        "node,  TERM, kubelet.log",
        "storj, KILL, storjnet.log",
        "storj, INT,  storjnet.log"
    })
    void startThatIsInterruptedLeavesNothing(String kind, String signal, String log) throws Exception {
        List<String> before = quietSnapshot();
        Process start = bed(kind, "start", "cut");
        await().atMost(Duration.ofMinutes(40))
                .until(() -> Files.exists(state.resolve("cut/log").resolve(log)));

        new ProcessBuilder("kill", "-" + signal, Long.toString(start.pid()))
                .start()
                .waitFor();
        start.waitFor(1, TimeUnit.MINUTES);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertSame(before));
    }

    @Test
    void bedEndsWithItsOwner() throws Exception {
        List<String> before = quietSnapshot();
        Process owner = new ProcessBuilder("sleep", "600").start();
        ProcessBuilder start = command("storj", "start", "owned");
        start.environment().put("BED_OWNER", Long.toString(owner.pid()));
        assertSucceeds(start.start());
        assertThat(snapshot()).isNotEqualTo(before);

        owner.destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertSame(before));
    }

    private static void assertSucceeds(Process process) throws InterruptedException {
        assertThat(process.waitFor(40, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** A failure names what differs, not the whole machine. */
    private void assertSame(List<String> before) throws IOException {
        assertThat(snapshot()).containsExactlyInAnyOrderElementsOf(before);
    }

    private Process bed(String... arguments) throws IOException {
        return command(arguments).start();
    }

    private ProcessBuilder command(String... arguments) {
        // a shell cannot trap a signal that it inherited as ignored, as it does when the tests run in the background
        ProcessBuilder builder = new ProcessBuilder(
                        "env", "--default-signal=INT", Bed.BEDS.resolve("bed").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("TARDIGRADE_STATE", state.toString());
        return builder;
    }

    /** Processes of the tests before may still be ending. */
    private List<String> quietSnapshot() throws IOException {
        AtomicReference<List<String>> last = new AtomicReference<>(snapshot());
        await().pollInterval(Duration.ofSeconds(2))
                .atMost(Duration.ofMinutes(1))
                .until(() -> {
                    List<String> now = snapshot();
                    return now.equals(last.getAndSet(now));
                });
        return last.get();
    }

    /** Logs of failed starts are meant to stay. */
    private List<String> snapshot() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Bed.BEDS.resolve("snapshot.sh").toString());
        builder.environment().put("TARDIGRADE_STATE", state.toString());
        try (var lines = builder.start().inputReader().lines()) {
            return lines.filter(line -> !line.equals("state " + state.resolve("logs")))
                    .toList();
        }
    }
}
