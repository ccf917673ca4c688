package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.storage.s3.access.S3Limits;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * The transport, with two measures of silence. An answer that is read must not stop for long. But after a body was sent a gateway is silent until
 * all of it is stored, and after a multipart upload was completed until it is put together; the time limits of the call alone end that.
 */
final class TwoPatiences implements SdkHttpClient {

    private static final Set<SdkHttpMethod> WRITING = Set.of(SdkHttpMethod.PUT, SdkHttpMethod.POST);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final SdkHttpClient reading;
    private final SdkHttpClient writing;

    TwoPatiences(S3Limits limits) {
        reading = client(limits, limits.connections() + LongReads.RESERVE, limits.attempt());
        writing = client(limits, limits.connections(), Duration.ZERO);
    }

    /** @param silence after which a connection is given up; zero is for ever */
    private static SdkHttpClient client(S3Limits limits, int connections, Duration silence) {
        return Apache5HttpClient.builder()
                .connectionTimeout(limits.connect())
                .connectionAcquisitionTimeout(limits.attempt())
                .socketTimeout(silence)
                .connectionMaxIdleTime(IDLE)
                .maxConnections(connections)
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        boolean writes = WRITING.contains(request.httpRequest().method());
        return (writes ? writing : reading).prepareRequest(request);
    }

    @Override
    public String clientName() {
        return reading.clientName();
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
