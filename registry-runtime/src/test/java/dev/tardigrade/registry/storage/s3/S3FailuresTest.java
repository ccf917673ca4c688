package dev.tardigrade.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.storage.s3.access.BucketName;
import dev.tardigrade.registry.storage.s3.access.S3Credentials;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3FailuresTest {

    private final S3Failures failures = new S3Failures(new S3Settings(
            Optional.empty(),
            "us-east-1",
            new BucketName("images"),
            S3Credentials.of("key", "secret"),
            S3Limits.DEFAULT));

    @ParameterizedTest
    @CsvSource({
        "SlowDown, StorageUnavailable",
        "StorageLimitExceeded, StorageFull",
        "AccessDenied, StorageDenied",
        "NoSuchVersion, StorageFault",
    })
    void whatIsSaidOfOneKeyMeansWhatItMeansOfARequest(String code, String failure) {
        Failure meant = failures.of(code, "a/b was not deleted").failure();
        assertThat(meant.getClass().getSimpleName()).isEqualTo(failure);
    }
}
