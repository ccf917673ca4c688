package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.PutMode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;

/** Files under way, and how they become objects: in one step, and to last. */
final class TemporaryFiles {

    private static final int ATTEMPTS = 100;

    private final Folders folders;

    TemporaryFiles(Folders folders) {
        this.folders = folders;
    }

    Path newName() throws IOException {
        makeFolder(folders.temporary());
        return folders.temporary().resolve(UUID.randomUUID().toString());
    }

    /**
     * Gives a finished file the name of its object. The file's name is gone afterwards, unless this returns false.
     *
     * @return false where the object was there and {@code mode} is CREATE
     */
    boolean publish(Path finished, ObjectKey key, PutMode mode) throws IOException {
        Path target = folders.own(key);
        for (int attempt = 1; ; attempt++) {
            try {
                makeFolder(parent(target));
                switch (mode) {
                    case CREATE -> {
                        if (Standing.of(folders.foreign(key)) == Standing.FILE) {
                            return false;
                        }
                        Files.createLink(target, finished);
                        Files.delete(finished);
                    }
                    case REPLACE -> Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
                }
                sync(parent(target));
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } catch (NoSuchFileException e) {
                // A delete has just removed the folder because it was empty.
                if (attempt == ATTEMPTS || Files.notExists(finished)) {
                    throw e;
                }
            }
        }
    }

    void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.equals(folders.root())) {
            throw new NoSuchFileException(folder.toString());
        }
        makeFolder(parent(folder));
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        sync(parent(folder));
    }

    /** Removes a file's name for good, and its folders up to the root as far as they are empty by that. */
    void remove(Path file) throws IOException {
        if (!Files.deleteIfExists(file)) {
            return;
        }
        sync(parent(file));
        for (Path folder = parent(file); !folder.equals(folders.root()); folder = parent(folder)) {
            try {
                Files.delete(folder);
            } catch (IOException e) {
                return;
            }
        }
    }

    static void sync(Path folder) throws IOException {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the root of the file system is no object's file");
        }
        return parent;
    }

    /** Removes what was last written before {@code limit}. Gives up quietly: this is housekeeping. */
    void sweep(Instant limit) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folders.temporary())) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // The next start tries again.
        }
    }
}
