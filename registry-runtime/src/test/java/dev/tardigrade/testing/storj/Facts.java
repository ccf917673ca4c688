package dev.tardigrade.testing.storj;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tardigrade.testing.s3.S3Access;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A client that tries once and hides nothing, and a bucket for each test. */
abstract class Facts {

    private final String bucket = "facts-" + UUID.randomUUID();
    private @Nullable S3Client open;

    abstract S3Access access();

    @BeforeEach
    final void open() {
        open = builder().build();
        client().createBucket(request -> request.bucket(bucket));
    }

    @AfterEach
    final void close() {
        S3Client client = client();
        for (S3Object object :
                client.listObjectsV2(request -> request.bucket(bucket)).contents()) {
            client.deleteObject(request -> request.bucket(bucket).key(object.key()));
        }
        client.deleteBucket(request -> request.bucket(bucket));
        client.close();
    }

    final S3ClientBuilder builder() {
        return S3Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(access().endpoint())
                .forcePathStyle(true)
                .credentialsProvider(credentials())
                .httpClient(Apache5HttpClient.create())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(all -> all.retryStrategy(retry -> retry.maxAttempts(1)));
    }

    final StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(access().accessKey(), access().secretKey()));
    }

    final S3Client client() {
        return Objects.requireNonNull(open);
    }

    final String bucket() {
        return bucket;
    }

    final PutObjectResponse put(String key, String text) {
        return client().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    final void create(String key, String text) {
        client().putObject(request -> request.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromString(text));
    }

    final void copy(String from, String to) {
        client().copyObject(request -> request.sourceBucket(bucket)
                .sourceKey(from)
                .destinationBucket(bucket)
                .destinationKey(to));
    }

    final String read(String key) {
        return client().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asString(UTF_8);
    }

    final List<String> keys(String prefix) {
        return client().listObjectsV2(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** The status of the answer to a request that is refused. */
    static int status(ThrowingCallable call) {
        return refused(call).statusCode();
    }

    /** The error code of the answer to a request that is refused. */
    static String code(ThrowingCallable call) {
        return refused(call).awsErrorDetails().errorCode();
    }

    private static AwsServiceException refused(ThrowingCallable call) {
        AwsServiceException answer = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(answer).as("a refusal").isNotNull();
        return answer;
    }
}
