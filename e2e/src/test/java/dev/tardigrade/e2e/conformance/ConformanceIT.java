package dev.tardigrade.e2e.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.testing.s3.S3Access;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing fails, and nothing is skipped: one step that is skipped hides those behind it. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StorjExtension.class)
final class ConformanceIT {

    private static final Path TARGET =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/conformance");

    private final Suite suite = new Suite();
    private final ConformanceTable table = new ConformanceTable(TARGET.resolve("table.txt"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void onFiles(Profile profile) throws IOException {
        check("files", profile, Storage.files(folder.resolve("files-" + profile.name())));
    }

    @ParameterizedTest
    @EnumSource
    void onS3(Profile profile) throws IOException {
        try (S3TestServer s3 = S3TestServer.start(S3Profile.plain())) {
            check("S3", profile, storage(s3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onS3WithTheRulesOfStorj(Profile profile) throws IOException {
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj())) {
            check("S3 with the rules of Storj", profile, storage(s3));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT)
    void onTheRealGateway(Profile profile, StorjNetwork storj) throws IOException {
        String bucket = "conformance-" + profile.name().toLowerCase(Locale.ROOT).replace('_', '-');
        check("Storj's gateway", profile, Storage.s3(storj.endpoint(), storj.accessKey(), storj.secretKey(), bucket));
    }

    @ParameterizedTest
    @EnumSource
    void onTwoReplicas(Profile profile) throws IOException {
        int one = RegistryProgram.freePort();
        int other = RegistryProgram.freePort();
        String peers = "127.0.0.1:" + one + ",127.0.0.1:" + other;
        Path logs = TARGET.resolve("replicas-" + profile.name());
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj());
                ServedRegistry first = ServedRegistry.start(storage(s3), one, peers, logs.resolve("1"));
                ServedRegistry second = ServedRegistry.start(storage(s3), other, peers, logs.resolve("2"));
                RoundRobinProxy proxy = RoundRobinProxy.start(List.of(first.port(), second.port()))) {
            check("two replicas, request by request", profile, proxy.port());
        }
    }

    private static Storage storage(S3TestServer s3) {
        S3Access access = s3.access();
        return Storage.s3(access.endpoint(), access.accessKey(), access.secretKey(), "conformance");
    }

    private void check(String store, Profile profile, Storage storage) throws IOException {
        Path logs = TARGET.resolve(name(store, profile));
        try (ServedRegistry registry = ServedRegistry.start(storage, logs)) {
            check(store, profile, registry.port());
        }
    }

    private void check(String store, Profile profile, int port) throws IOException {
        Outcome outcome = suite.run(port, profile, TARGET.resolve(name(store, profile)));
        table.add(store, profile, outcome);
        assertThat(outcome.failed()).as("failed; see %s", TARGET).isZero();
        assertThat(outcome.skipped()).as("skipped; see %s", TARGET).isZero();
        assertThat(outcome.unmet()).isEmpty();
        assertThat(outcome.passed()).isGreaterThan(800);
    }

    private static String name(String store, Profile profile) {
        return store.replaceAll("[^A-Za-z0-9]+", "-") + "-" + profile.name();
    }
}
