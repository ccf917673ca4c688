package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.storage.TestStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signatures and checksums. */
abstract class WireFacts extends Facts {

    @Test
    void checksumsInTrailersAreRefused() {
        try (S3Client trailing = builder()
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                .build()) {
            assertThat(status(() -> trailing.putObject(
                            request -> request.bucket(bucket()).key("a"), RequestBody.fromString("hello"))))
                    .isEqualTo(400);
        }
    }

    @Test
    void deletingManyNeedsAnMd5() {
        assertThat(code(() -> client().deleteObjects(request -> request.bucket(bucket())
                        .delete(delete -> delete.objects(
                                ObjectIdentifier.builder().key("a").build())))))
                .isEqualTo("MissingContentMD5");
    }

    @Test
    void anUnsignedPayloadIsTakenOnPlainHttp() {
        try (Storage ours = TestStorage.open(access(), bucket())) {
            PutOutcome outcome = ours.objects()
                    .put(new ObjectKey("a"), Content.of(new byte[100_000]), Optional.empty(), PutMode.CREATE);
            assertThat(outcome).isInstanceOf(PutOutcome.Stored.class);
        }
    }

    @Test
    void aPayloadInSignedChunksIsTakenToo() {
        put("a", "hello");
        assertThat(read("a")).isEqualTo("hello");
    }

    @Test
    void presignedRequestsWorkForTheHostThatWasSigned() throws IOException, InterruptedException {
        try (S3Presigner presigner = presigner();
                HttpClient http = HttpClient.newHttpClient()) {
            URI put = URI.create(presigner
                    .presignPutObject(presign -> presign.signatureDuration(Duration.ofDays(7))
                            .putObjectRequest(
                                    request -> request.bucket(bucket()).key("a")))
                    .url()
                    .toString());
            var upload = HttpRequest.newBuilder(put)
                    .PUT(BodyPublishers.ofString("hello"))
                    .build();
            assertThat(http.send(upload, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);

            URI get = URI.create(presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(
                                    request -> request.bucket(bucket()).key("a")))
                    .url()
                    .toString());
            assertThat(http.send(HttpRequest.newBuilder(get).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("hello");
            URI elsewhere = URI.create(get.toString().replace("127.0.0.1", "localhost"));
            assertThat(http.send(HttpRequest.newBuilder(elsewhere).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private S3Presigner presigner() {
        return S3Presigner.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(access().endpoint())
                .credentialsProvider(credentials())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }
}
