package dev.tardigrade.registry.blob;

import java.nio.file.Path;

/**
 * Where bytes of blobs are kept.
 *
 * @param directory that nothing else uses
 * @param bytes most of all files together
 */
public record FolderLimits(Path directory, long bytes) {

    public FolderLimits {
        if (bytes < 1) {
            throw new IllegalArgumentException("a folder for blobs cannot have " + bytes + " bytes");
        }
    }
}
