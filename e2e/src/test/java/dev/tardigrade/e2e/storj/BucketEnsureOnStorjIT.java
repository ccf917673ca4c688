package dev.tardigrade.e2e.storj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.process.Command.Result;
import dev.tardigrade.e2e.registry.RegistryProgram;
import dev.tardigrade.e2e.registry.RegistrySettings;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code registry bucket ensure} with Storj's real gateway: what the operator reads from its termination message. */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class BucketEnsureOnStorjIT {

    private static final String OWNER = "0f4a6b0e-0000-4000-8000-000000000001";
    private static final String STRANGER = "0f4a6b0e-0000-4000-8000-000000000002";

    @TempDir
    private Path folder;

    @Test
    void newBucketIsMadeAndFoundAgainByItsOwner(StorjNetwork storj) {
        RegistrySettings settings = RegistrySettings.on(storj, "ensure-new");

        Result first = RegistryProgram.ensureBucket(settings, folder, OWNER);
        Result second = RegistryProgram.ensureBucket(settings, folder, OWNER);

        assertThat(first.output())
                .contains("\"outcome\":\"Ready\"", "\"bucketCreated\":true", "\"owner\":\"" + OWNER + "\"");
        assertThat(first.exitCode()).isZero();
        assertThat(second.output()).contains("\"outcome\":\"Ready\"", "\"bucketCreated\":true");
        assertThat(second.exitCode()).isZero();
    }

    @Test
    void bucketOfAnotherRegistryIsRefusedUnlessAdopted(StorjNetwork storj) {
        RegistrySettings settings = RegistrySettings.on(storj, "ensure-foreign");
        RegistryProgram.ensureBucket(settings, folder, OWNER);

        Result refused = RegistryProgram.ensureBucket(settings, folder, STRANGER);
        Result adopted = RegistryProgram.ensureBucket(settings, folder, STRANGER, "--adopt");

        assertThat(refused.output()).contains("\"outcome\":\"BucketOwnedByAnother\"", "adopt");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(adopted.output()).contains("\"outcome\":\"Ready\"", "\"owner\":\"" + STRANGER + "\"");
    }

    @Test
    void wrongKeyIsAccessDenied(StorjNetwork storj) {
        RegistrySettings settings =
                RegistrySettings.on(storj, "ensure-denied").withSecretKey("not-the-key-of-this-gateway");

        Result result = RegistryProgram.ensureBucket(settings, folder, OWNER);

        assertThat(result.output()).contains("\"outcome\":\"AccessDenied\"");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void silentEndpointIsUnreachableWhenTheWaitIsOver(StorjNetwork storj) {
        RegistrySettings settings = RegistrySettings.on(storj, "ensure-nobody")
                .withEndpoint(URI.create("http://127.0.0.1:" + RegistryProgram.freePort()));

        Result result = RegistryProgram.ensureBucket(settings, folder, OWNER, "--wait", "2s");

        assertThat(result.output()).contains("\"outcome\":\"EndpointUnreachable\"");
        assertThat(result.exitCode()).isEqualTo(1);
    }
}
