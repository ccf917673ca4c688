package dev.tardigrade.operator.process;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Being the one replica that works. Who loses the lease ends at once, so that there are never two; the framework's own way to end,
 * {@link System#exit}, would wait for ever for a stop that is under way already.
 */
final class Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private volatile boolean resigning;

    LeaderElectionConfiguration configuration(Settings.Lease lease) {
        return new LeaderElectionConfiguration(
                lease.name(),
                lease.namespace(),
                LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE,
                LeaderElectionConfiguration.RENEW_DEADLINE_DEFAULT_VALUE,
                LeaderElectionConfiguration.RETRY_PERIOD_DEFAULT_VALUE,
                UUID.randomUUID().toString(),
                new LeaderCallbacks(() -> {}, this::lost, _ -> {}),
                false);
    }

    /** From now on the lease is given back and not lost. */
    void resign() {
        resigning = true;
    }

    private void lost() {
        if (!resigning) {
            LOG.error("lost the lease: ending, so that there are never two leaders");
            Runtime.getRuntime().halt(1);
        }
    }
}
