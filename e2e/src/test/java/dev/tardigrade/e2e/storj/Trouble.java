package dev.tardigrade.e2e.storj;

import dev.tardigrade.e2e.beds.StorjFaults;
import dev.tardigrade.e2e.beds.StorjFaults.Link;
import java.time.Duration;

/** What takes a registry's storage away for a while. */
enum Trouble {
    /** For two minutes. The gateway itself has no time limit and waits for ever. */
    SATELLITE_SILENT,
    SATELLITE_REFUSES,
    /** It accepts connections, and nothing else. */
    GATEWAY_HANGS,
    GATEWAY_DIED;

    /** For how long at least. */
    Duration time() {
        return this == SATELLITE_SILENT ? Duration.ofMinutes(2) : Duration.ZERO;
    }

    void begin(Gateway gateway, StorjFaults storj) {
        switch (this) {
            case GATEWAY_DIED -> gateway.kill();
            case GATEWAY_HANGS -> gateway.stop();
            case SATELLITE_REFUSES -> storj.link(Link.REFUSE);
            case SATELLITE_SILENT -> storj.link(Link.HANG);
        }
    }

    void end(Gateway gateway, StorjFaults storj) {
        switch (this) {
            case GATEWAY_DIED -> gateway.restart();
            case GATEWAY_HANGS -> gateway.goOn();
            case SATELLITE_REFUSES, SATELLITE_SILENT -> storj.link(Link.UP);
        }
    }
}
