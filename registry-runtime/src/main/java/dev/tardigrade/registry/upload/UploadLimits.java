package dev.tardigrade.registry.upload;

import java.time.Duration;

/**
 * What uploads may take of this process.
 *
 * @param sessions open at a time
 * @param idle after which a session that nobody sends to is dropped
 */
public record UploadLimits(int sessions, Duration idle) {

    public static final UploadLimits DEFAULT = new UploadLimits(10_000, Duration.ofHours(1));

    public UploadLimits {
        if (sessions < 1 || !idle.isPositive()) {
            throw new IllegalArgumentException("no upload could be made with these limits");
        }
    }
}
