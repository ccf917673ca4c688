package dev.tardigrade.operator.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.api.v1alpha1.ConditionStatus;
import dev.tardigrade.api.v1alpha1.Registry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whichever word a server's step on its bucket ends with, the conditions say what it said. */
final class BucketOutcomesTest {

    private static final String SCENARIO = "bucket-owned-by-another";
    private static final String ITS_WORD = "BucketOwnedByAnother";

    @ParameterizedTest
    @CsvSource({
        "BucketOwnedByAnother, BucketOwnedByAnother, StorageNotReady, True",
        "AccessDenied,         AccessDenied,         StorageNotReady, True",
        "BucketMissing,        BucketMissing,        StorageNotReady, True",
        "QuotaExceeded,        QuotaExceeded,        StorageNotReady, True",
        "InvalidConfiguration, InvalidConfiguration, StorageNotReady, True",
        "StorageFault,         StorageFault,         StorageNotReady, False",
        // nothing answers beside a gateway that runs: it is the gateway that lacks its satellite
        "EndpointUnreachable,  EndpointUnreachable,  GatewayNotReady, False",
        "WordOfAnotherVersion, StorageFault,         StorageNotReady, False",
    })
    void theWordIsTheReasonAndTheMessageIsKept(String word, String reason, String ready, ConditionStatus degraded) {
        var registry = endedWith(word).reported();

        var storage = KStatus.condition(registry, "StorageReady").orElseThrow();
        assertThat(storage.status()).isEqualTo(ConditionStatus.False);
        assertThat(storage.reason()).isEqualTo(reason);
        assertThat(storage.message()).startsWith("bucket images belongs to");
        assertThat(reasonOf(registry, "Ready")).isEqualTo(ready);
        assertThat(KStatus.condition(registry, "Degraded").orElseThrow().status())
                .isEqualTo(degraded);
        assertThat(reasonOf(registry, "Degraded")).isEqualTo(degraded == ConditionStatus.True ? reason : "AsExpected");
    }

    private static Scenario endedWith(String word) {
        var origin = Scenario.named(SCENARIO);
        return new Scenario(
                origin.folder(),
                origin.registry(),
                origin.cluster().stream()
                        .map(object -> (HasMetadata) Serialization.unmarshal(
                                Serialization.asJson(object).replace(ITS_WORD, word), object.getClass()))
                        .toList());
    }

    private static String reasonOf(Registry registry, String type) {
        return KStatus.condition(registry, type).orElseThrow().reason();
    }
}
