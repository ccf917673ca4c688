package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.upstream.UpstreamRules;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pull through costs at the storage. */
final class PullThroughCallsTest {

    private static final String BUCKET = "images";
    private static final byte[] CONFIG = CountedRegistry.config(1);
    private static final byte[] LAYER = CountedRegistry.layer(1);

    private static RunningRegistry here(Storage storage, FakeUpstream there) throws IOException {
        return RunningRegistry.with(
                storage.objects(),
                TestOptions.usual().pullingThrough(UpstreamRules.of(List.of(there.below("hub", Duration.ofHours(1))))));
    }

    private static void pull(RunningRegistry registry) {
        Client client = registry.client();
        assertThat(client.send("HEAD", "/v2/hub/app/manifests/1").status()).isEqualTo(200);
        assertThat(client.send("GET", "/v2/hub/app/manifests/1").status()).isEqualTo(200);
        for (byte[] blob : List.of(CONFIG, LAYER)) {
            Digest digest = Digest.of(Digest.Algorithm.SHA256, blob);
            assertThat(client.send("GET", "/v2/hub/app/blobs/" + digest).body()).isEqualTo(blob);
        }
    }

    @Test
    void bytesAreWrittenOnceAndFromThenOnOnlyRead() throws IOException {
        byte[] manifest = CountedRegistry.manifest(CONFIG, List.of(LAYER)).getBytes(UTF_8);
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj().withoutRateLimits())
                        .withBucket(BUCKET);
                Storage storage = TestStorage.open(s3.access(), BUCKET);
                FakeUpstream there = new FakeUpstream()
                        .on("/v2/app/manifests/1", FakeUpstream.content(manifest, "Content-Type", Client.IMAGE))
                        .on(blob(CONFIG), FakeUpstream.content(CONFIG))
                        .on(blob(LAYER), FakeUpstream.content(LAYER))) {
            try (RunningRegistry here = here(storage, there)) {
                pull(here);
            }
            // Whose the prefix is, the manifest and its tag, the membership of the config, which has it in itself, and
            // the
            // layer with its own.
            assertThat(s3.calls().of(S3Operation.PUT_OBJECT)).isEqualTo(6);
            assertThat(s3.calls().of(S3Operation.COPY_OBJECT)).isZero();

            s3.calls().reset();
            try (RunningRegistry again = here(storage, there)) {
                pull(again);
            }
            assertThat(s3.calls().of(S3Operation.PUT_OBJECT)).isZero();
            assertThat(there.asked("GET", blob(LAYER))).isEqualTo(1);
        }
    }

    private static String blob(byte[] content) {
        return "/v2/app/blobs/" + Digest.of(Digest.Algorithm.SHA256, content);
    }
}
