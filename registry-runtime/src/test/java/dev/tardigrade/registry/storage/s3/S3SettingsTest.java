package dev.tardigrade.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.storage.s3.access.BucketName;
import dev.tardigrade.registry.storage.s3.access.S3Credentials;
import dev.tardigrade.registry.storage.s3.access.S3Endpoint;
import dev.tardigrade.registry.storage.s3.access.S3Limits;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3SettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b.c", "0123456789", "team-a-7f3c"})
    void bucketNamesOfS3AreTaken(String name) {
        assertThat(new BucketName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Abc", "a_b", "-abc", "abc-", "a..b", "a/b", "abc "})
    void otherBucketNamesAreRefusedWithTheRule(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BucketName(name))
                .withMessageContaining("3 to 63");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a",
                "a:1",
                "http:///x",
                "http://a/path",
                "http://user:secret@a",
                "https://a?x",
                "mailto:a@b"
            })
    void endpointsThatAreNoneAreRefused(String uri) {
        assertThatThrownBy(() -> new S3Endpoint(URI.create(uri), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:7777", "http://localhost:7777/", "http://[::1]:7777", "https://s3.example"})
    void aPayloadOnLoopbackOrTlsNeedNotBeSigned(String uri) {
        assertThat(new S3Endpoint(URI.create(uri), true).isTrusted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1:7777", "http://minio.example", "http://127.0.0.1.evil.example"})
    void aPayloadThatCanBeChangedOnItsWayIsSigned(String uri) {
        assertThat(new S3Endpoint(URI.create(uri), true).isTrusted()).isFalse();
    }

    @Test
    void aPayloadOnLoopbackIsSignedWhereAskedFor() {
        assertThat(new S3Endpoint(URI.create("http://127.0.0.1:7777"), true, true).isTrusted())
                .isFalse();
    }

    @Test
    void credentialsNeverPrint() {
        var settings = new S3Settings(
                Optional.empty(),
                "us-east-1",
                new BucketName("abc"),
                S3Credentials.of("access", "very-secret"),
                S3Limits.DEFAULT);
        assertThat(settings.toString()).doesNotContain("very-secret", "access");
    }

    @Test
    void timeGrowsWithTheBytes() {
        S3Limits limits = S3Limits.DEFAULT;
        assertThat(limits.attempt(0)).isEqualTo(limits.attempt());
        assertThat(limits.attempt(64L << 20)).isEqualTo(limits.attempt().plus(Duration.ofSeconds(64)));
    }
}
