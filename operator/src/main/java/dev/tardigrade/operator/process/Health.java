package dev.tardigrade.operator.process;

import io.javaoperatorsdk.operator.RuntimeInfo;
import java.util.Optional;

/**
 * How the process is. Nothing of it is mended by a restart: a watch that ends for good ends the process, and all others begin anew by themselves. One
 * that waits to become the leader is ready.
 */
final class Health {

    private final RuntimeInfo runtime;

    Health(RuntimeInfo runtime) {
        this.runtime = runtime;
    }

    /** What is not there yet, if anything. */
    Optional<String> isNotReady() {
        return runtime.isStarted() ? Optional.empty() : Optional.of("not ready: the first lists are coming in");
    }

    /** Which watches begin anew at the moment: the API server is away, or gives a namespace no rights any more. */
    String watches() {
        return !runtime.isStarted() || runtime.allEventSourcesAreHealthy()
                ? "ok"
                : "ok, but without some watches for now: " + runtime.unhealthyEventSources();
    }
}
