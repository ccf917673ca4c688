package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.s3.access.S3Endpoint;
import dev.tardigrade.registry.storage.s3.access.S3Settings;
import dev.tardigrade.registry.storage.s3.signing.DeleteObjectsMd5;
import dev.tardigrade.registry.storage.s3.signing.UnsignedPayloadScheme;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the client as Storj's gateway needs it; other services do not mind. */
final class ClientFactory {

    /** Smaller bodies are sent at once; a larger one waits for the service to accept the request's head. */
    private static final long EXPECT_CONTINUE_BYTES = 8L << 20;

    private ClientFactory() {}

    static S3Client create(S3Settings settings, S3Requests requests) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(settings.credentials().provider())
                .httpClient(new TwoPatiences(settings.limits()))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(s3 -> s3.expectContinueThresholdInBytes(EXPECT_CONTINUE_BYTES))
                .overrideConfiguration(all -> all.retryStrategy(
                                RetryRule.strategy(settings.limits().attempts()))
                        .addExecutionInterceptor(new DeleteObjectsMd5())
                        .addMetricPublisher(new RequestPublisher(requests)));
        settings.endpoint().ifPresent(endpoint -> at(builder, endpoint));
        return builder.build();
    }

    private static void at(S3ClientBuilder builder, S3Endpoint endpoint) {
        builder.endpointOverride(endpoint.uri()).forcePathStyle(endpoint.pathStyle());
        if (endpoint.isTrusted() && !endpoint.isTls()) {
            builder.putAuthScheme(new UnsignedPayloadScheme());
        }
    }
}
