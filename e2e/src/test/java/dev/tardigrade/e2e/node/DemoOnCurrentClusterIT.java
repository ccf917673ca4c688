package dev.tardigrade.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.process.Command;
import dev.tardigrade.e2e.process.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make demo CLUSTER=current} on a cluster that others use, too: a node whose images come from a registry beside it. */
@Tag("machine")
final class DemoOnCurrentClusterIT {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path BED = MODULE.resolve("beds/bed");
    private static final Path CRD = MODULE.resolveSibling("manifests/crds");
    private static final String THEIRS = """
            apiVersion: tardigrade.dev/v1alpha1
            kind: Registry
            metadata: {name: theirs, namespace: default}
            spec: {managementState: Unmanaged, storage: {filesystem: {}}}
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void startClusterAndStorj() throws IOException {
        // The Storj network's PostgreSQL runs as a user of its own, who has to get to its files.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        environment.putAll(Map.of(
                "TARDIGRADE_STATE",
                folder.resolve("beds").toString(),
                "BED_OWNER",
                Long.toString(ProcessHandle.current().pid())));
        bed("node", "start", "cluster");
        environment.put("STORJ_HOST", bed("env", "cluster", "host"));
        bed("storj", "start", "storj");
        environment.putAll(Map.of(
                "BUILD",
                "no",
                "CLUSTER",
                "current",
                "KUBECONFIG",
                bed("env", "cluster", "kubeconfig"),
                "GRANT_FILE",
                bed("env", "storj", "grant"),
                "PATH",
                Path.of(bed("env", "cluster", "kubectl")).getParent() + ":" + System.getenv("PATH")));
    }

    @AfterEach
    void stopThem() {
        bed("stop-all");
    }

    @Test
    void pushesPullsAndRemovesOnlyWhatItMade() throws IOException {
        try (ImageRegistry images = ImageRegistry.start(bed("env", "cluster", "host"), folder)) {
            images.trustedBy(Path.of(bed("env", "cluster", "hosts")));
            environment.put("IMAGE_PREFIX", images.address() + "/tardigrade");

            kubectl("apply", "-k", CRD);
            Result refused = demo().tryToRun();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.errors()).contains("was not made by this demo");
            kubectl("delete", "-k", CRD);

            assertThat(demo().run())
                    .contains(
                            "operator is ready",
                            "Pod hello-first was pulled by the node's containerd and ran",
                            "the bucket kept it",
                            "make demo-stop CLUSTER=current");

            kubectl("apply", "-f", Files.writeString(folder.resolve("theirs.yaml"), THEIRS));
            assertThat(stop()).contains("others use them: default/theirs");
            assertThat(kubectl("get", "registries.tardigrade.dev", "-n", "default", "-o", "name"))
                    .contains("registry.tardigrade.dev/theirs");

            kubectl("delete", "-f", folder.resolve("theirs.yaml"));
            assertThat(stop()).contains("removed from the cluster");
            assertThat(kubectl("get", "namespaces,customresourcedefinitions,clusterroles", "-o", "name"))
                    .doesNotContain("tardigrade");
        }
    }

    private Command demo() {
        return Command.of(MODULE.resolve("demo/demo.sh")).with(environment).within(Duration.ofMinutes(15));
    }

    private String stop() {
        return Command.of(MODULE.resolve("demo/stop.sh")).with(environment).run();
    }

    private String bed(Object... arguments) {
        return command(BED, arguments).within(Duration.ofMinutes(40)).run().strip();
    }

    private String kubectl(Object... arguments) {
        return command(bed("env", "cluster", "kubectl"), arguments).run();
    }

    private Command command(Object program, Object... arguments) {
        Object[] line = new Object[arguments.length + 1];
        line[0] = program;
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Command.of(line).with(environment);
    }
}
