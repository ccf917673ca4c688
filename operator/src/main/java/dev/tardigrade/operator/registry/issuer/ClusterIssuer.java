package dev.tardigrade.operator.registry.issuer;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Asks the API server who signs the tokens of ServiceAccounts: once a minute at most, however many Registries want to know. */
public final class ClusterIssuer {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final InstantSource clock;
    private @Nullable Answer known;
    private Instant asked = Instant.MIN;

    public ClusterIssuer(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * What it says now, or said before where it does not answer.
     *
     * @throws KubernetesClientException where it does not answer, and never did
     */
    public synchronized Answer answer() {
        var now = clock.instant();
        if (known != null && asked.plus(FRESH).isAfter(now)) {
            return known;
        }
        try {
            known = Documents.read(client.raw(Documents.METADATA), client.raw(Documents.KEYS));
        } catch (KubernetesClientException e) {
            known = instead(e);
        }
        asked = now;
        return known;
    }

    private Answer instead(KubernetesClientException failure) {
        if (failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN
                || failure.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            return Documents.forbidden();
        }
        if (known == null) {
            throw failure;
        }
        return known;
    }
}
