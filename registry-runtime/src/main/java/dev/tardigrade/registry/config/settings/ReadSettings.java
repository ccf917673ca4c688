package dev.tardigrade.registry.config.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How content is read.
 *
 * @param timeToLive of what is kept and may change: where tags point, and what a repository has
 * @param blobs where bytes of blobs are kept; null for nowhere
 */
public record ReadSettings(Duration timeToLive, @Nullable Folder blobs) {

    /**
     * A folder of bounded size.
     *
     * @param bytes of all files together
     */
    public record Folder(Path directory, long bytes) {}
}
