package dev.tardigrade.registry.storage.filesystem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** What there is at a path; links are not followed. */
enum Standing {
    NOTHING,
    FILE,
    FOLDER,
    /** A link, or something that no store writes. */
    OTHER;

    /**
     * Looks. The JDK's own questions answer "no" where the file system fails: whoever asks them takes an object for absent that a client was told
     * of, and garbage collection takes for garbage what it named.
     *
     * @throws IOException where the file system does not tell
     */
    static Standing of(Path path) throws IOException {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                return FILE;
            }
            return attributes.isDirectory() ? FOLDER : OTHER;
        } catch (NoSuchFileException e) {
            return NOTHING;
        } catch (FileSystemException e) {
            if (isOfNoFile(Objects.requireNonNullElse(e.getReason(), ""))) {
                return NOTHING;
            }
            throw e;
        }
    }

    /** A file stands where the path has a folder, or no file can have this name. The JDK has no types for these. */
    private static boolean isOfNoFile(String reason) {
        return reason.contains("Not a directory") || reason.contains("File name too long");
    }
}
