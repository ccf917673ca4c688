package dev.tardigrade.operator.process;

import io.javaoperatorsdk.operator.RuntimeInfo;
import java.util.Optional;

/** How the process is. One that waits to become the leader is well. */
final class Health {

    private final RuntimeInfo runtime;

    Health(RuntimeInfo runtime) {
        this.runtime = runtime;
    }

    /** What is wrong, if anything: a watch that ended and did not come back is mended by a restart only. */
    Optional<String> trouble() {
        if (!runtime.isStarted() || runtime.allEventSourcesAreHealthy()) {
            return Optional.empty();
        }
        return Optional.of("not healthy: " + runtime.unhealthyEventSources());
    }
}
