package dev.tardigrade.registry.storage.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What there is at a path; links are not followed. */
enum Standing {
    NOTHING,
    FILE,
    FOLDER,
    /** A link, or something that no store writes. */
    OTHER;

    /** In bytes, on the file systems that there are. */
    private static final int LONGEST_NAME = 255;

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
            if (hasLongName(path) || isBelowFile(path)) {
                return NOTHING;
            }
            throw e;
        }
    }

    /** No file can have this name. The JDK has no type for it, and the system's words depend on the user's language. */
    private static boolean hasLongName(Path path) {
        for (Path name : path) {
            if (name.toString().getBytes(UTF_8).length > LONGEST_NAME) {
                return true;
            }
        }
        return false;
    }

    /** A file stands where the path has a folder. The JDK has no type for this, either. */
    private static boolean isBelowFile(Path path) {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            try {
                return !Files.readAttributes(above, BasicFileAttributes.class).isDirectory();
            } catch (IOException _) {
                // Something further up tells.
            }
        }
        return false;
    }
}
