package dev.tardigrade.operator.registry.objects.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DestinationTest {

    @ParameterizedTest
    @CsvSource({
        "http://hook, own",
        "http://hook:8080/events, own",
        "https://minio.tenant.svc, tenant",
        "https://minio.tenant.svc.cluster.local:9000/, tenant",
        "https://MINIO.Tenant.SVC./, tenant",
        "https://minio-0.minio.tenant.svc, tenant",
        "https://svc.svc.svc, svc"
    })
    void theNameOfAServiceTellsItsNamespace(String url, String namespace) {
        assertThat(Destination.of(url).namespace("own")).hasValue(namespace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gateway.storjshare.io",
                "https://svc.example.org",
                "https://tenant.svc",
                "http://10.96.0.7:9000",
                "http://[fd00::7]:9000",
                "http://a.-.svc",
                "http://under_score.tenant.svc"
            })
    void otherNamesTellNone(String url) {
        assertThat(Destination.of(url).namespace("own")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"http://a.example.org, 80", "https://a.example.org/b, 443", "http://a.example.org:8080/b, 8080"})
    void aSchemeHasItsPort(String url, int port) {
        assertThat(Destination.of(url).port()).isEqualTo(port);
    }
}
