package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Opens a folder as storage. Several processes may have it open. */
public final class FileStorage {

    private static final Duration LEFTOVER = Duration.ofDays(1);

    private FileStorage() {}

    /** Works also where {@code root} is not there yet. What writes that broke off more than a day ago left behind is removed. */
    public static Storage open(Path root, InstantSource clock) {
        var folders = new Folders(root.toAbsolutePath().normalize());
        var temporary = new TemporaryFiles(folders);
        Instant limit = clock.instant().minus(LEFTOVER);
        temporary.sweep(limit);
        new PendingFolders(folders, temporary).sweep(limit);
        return new Storage(new FileBucket(folders), new FileObjectStore(folders));
    }
}
