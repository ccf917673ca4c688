package dev.tardigrade.operator.process;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends calls about the lease soon. The client (fabric8 7.8) looks between calls, and not during one, whether the time to renew is over: a call that
 * hangs as long as others may would outlast the lease, and another replica would lead beside this one.
 */
final class LeaseCalls implements Interceptor {

    static final String NAME = "lease-calls";

    /** So that both tries of a call that hangs, and the look after it, fit into the life of a lease. */
    static final Duration LONGEST = Duration.ofSeconds(4);

    private static final String LEASES = "/apis/coordination.k8s.io/";

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (builder instanceof HttpRequest.Builder call
                && request.uri().getPath().contains(LEASES)) {
            call.timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
