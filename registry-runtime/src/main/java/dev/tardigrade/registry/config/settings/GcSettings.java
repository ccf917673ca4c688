package dev.tardigrade.registry.config.settings;

import dev.tardigrade.registry.policy.Retention;
import java.time.Duration;

/**
 * What is collected as garbage, and when.
 *
 * @param enabled whether a serving registry collects
 * @param interval between passes
 * @param grace for which a client may rely on what it was told exists
 * @param untagged whether manifests go that nothing leads to
 * @param rate most reads of the store a second
 * @param retention by which tags are removed before each pass
 * @param dryRetention whether the log only says which they are
 */
public record GcSettings(
        boolean enabled,
        Duration interval,
        Duration grace,
        boolean untagged,
        int rate,
        Retention retention,
        boolean dryRetention) {

    /** Each tag stays. */
    public GcSettings(boolean enabled, Duration interval, Duration grace, boolean untagged, int rate) {
        this(enabled, interval, grace, untagged, rate, Retention.NONE, false);
    }
}
