package dev.tardigrade.operator.process;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Being the one replica that works. Who cannot renew the lease ends at once, before another one may take it; the framework's own way to end,
 * {@link System#exit}, would wait for ever for a stop that is under way already.
 */
final class Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    /** What is written into a lease that nobody has: the API server wants some. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final String NOBODY = "";

    private final Settings.Lease lease;
    private final String identity = UUID.randomUUID().toString();
    private volatile boolean resigning;

    Leadership(Settings.Lease lease) {
        this.lease = lease;
    }

    LeaderElectionConfiguration configuration() {
        return new LeaderElectionConfiguration(
                lease.name(),
                lease.namespace(),
                LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
                LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
                LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
                identity,
                new LeaderCallbacks(() -> {}, this::lost, _ -> {}),
                false);
    }

    /** From now on the lease is given back and not lost. */
    void resign() {
        resigning = true;
    }

    /**
     * Lets another replica lead at once. Only after everything has stopped: the framework (5.2) ceases to renew the lease then, and leaves it to run
     * out. Where the API server does not answer, it does run out.
     */
    void giveBack(KubernetesClient client) {
        var lock = new LeaseLock(lease.namespace(), lease.name(), identity);
        try {
            var held = lock.get(client);
            if (held != null && identity.equals(held.getHolderIdentity())) {
                lock.update(
                        client,
                        new LeaderElectionRecord(
                                NOBODY,
                                SHORTEST,
                                held.getAcquireTime(),
                                held.getRenewTime(),
                                held.getLeaderTransitions()));
                LOG.info("the lease is given back");
            }
        } catch (KubernetesClientException e) {
            LOG.warn("the lease is not given back, and ends by itself: {}", e.getMessage());
        }
    }

    private void lost() {
        if (!resigning) {
            LOG.error("lost the lease: ending, so that there are never two leaders");
            Runtime.getRuntime().halt(1);
        }
    }
}
