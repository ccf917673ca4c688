package dev.tardigrade.registry.storage.filesystem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes the folders of a store that nothing is in any more, and what its own writes have left behind. */
final class EmptyFolders extends SimpleFileVisitor<Path> {

    private final Folders folders;

    private EmptyFolders(Folders folders) {
        this.folders = folders;
    }

    static void remove(Folders folders) throws IOException {
        Files.walkFileTree(folders.root(), new EmptyFolders(folders));
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.startsWith(folders.temporary()) || file.startsWith(folders.multiparts())) {
            Files.deleteIfExists(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (FileSystemException e) {
            // Something is in it, or it is where a volume is mounted.
            return FileVisitResult.CONTINUE;
        }
        return FileVisitResult.CONTINUE;
    }
}
