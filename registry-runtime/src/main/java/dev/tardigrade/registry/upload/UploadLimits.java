package dev.tardigrade.registry.upload;

import java.time.Duration;

/**
 * What uploads may take.
 *
 * @param sessions open in this process at a time
 * @param idle after which a session that nobody sends to is dropped
 * @param abandoned age at which what is left of an upload that no process has open is swept
 */
public record UploadLimits(int sessions, Duration idle, Duration abandoned) {

    /** A sweep must never take an upload for abandoned whose owner is only slow to say that it goes on. */
    private static final int REFRESHES = 4;

    public static final UploadLimits DEFAULT = new UploadLimits(10_000, Duration.ofHours(1), Duration.ofDays(7));

    public UploadLimits {
        if (sessions < 1 || !idle.isPositive() || !abandoned.isPositive()) {
            throw new IllegalArgumentException("no upload could be made with these limits");
        }
    }

    /** How often who has an upload open says so in the bucket. */
    public Duration refresh() {
        return abandoned.dividedBy(REFRESHES);
    }
}
