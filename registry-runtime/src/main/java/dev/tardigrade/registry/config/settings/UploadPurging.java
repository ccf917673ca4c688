package dev.tardigrade.registry.config.settings;

import java.time.Duration;

/**
 * How what is left of uploads is removed.
 *
 * @param age after which nobody is expected to go on with an upload
 * @param interval between two times
 * @param dryRun only says what would be removed
 */
public record UploadPurging(boolean enabled, Duration age, Duration interval, boolean dryRun) {

    /** That of {@code registry:2}. */
    public static final UploadPurging DEFAULT =
            new UploadPurging(true, Duration.ofHours(168), Duration.ofHours(24), false);
}
