package dev.tardigrade.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.s3.access.BucketName;
import dev.tardigrade.registry.storage.s3.access.S3Credentials;
import dev.tardigrade.registry.storage.s3.access.S3Endpoint;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.s3.Fault;
import dev.tardigrade.testing.s3.S3Operation;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class S3RequestsTest {

    @Test
    void everyAttemptIsCountedByWhatCameOfIt() {
        List<String> told = new CopyOnWriteArrayList<>();
        try (S3TestServer s3 = S3TestServer.start(S3Profile.storj()).withBucket("images");
                Storage storage = S3Storage.open(
                        new S3Settings(
                                Optional.of(new S3Endpoint(s3.access().endpoint(), true)),
                                "eu1",
                                new BucketName("images"),
                                S3Credentials.of(
                                        s3.access().accessKey(), s3.access().secretKey()),
                                S3Limits.DEFAULT),
                        (operation, outcome) -> told.add(operation + " " + outcome))) {
            ObjectKey key = new ObjectKey("a");
            s3.faults().next(S3Operation.PUT_OBJECT, Fault.tooManyRequests());
            storage.objects().put(key, Content.of(new byte[10]), Optional.empty(), PutMode.REPLACE);
            s3.faults().next(S3Operation.HEAD_OBJECT, new Fault.Dropped());
            assertThat(storage.objects().head(key)).isPresent();
            storage.objects().head(new ObjectKey("b"));
        }
        assertThat(told)
                .containsExactly(
                        "PutObject 429", "PutObject 200", "HeadObject broken", "HeadObject 200", "HeadObject 404");
    }
}
