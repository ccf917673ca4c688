package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.Bucket;
import dev.tardigrade.registry.storage.KeyPrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class FileBucket implements Bucket {

    private final Folders folders;
    private final FileFailures failures;
    private final TemporaryFiles temporary;

    FileBucket(Folders folders) {
        this.folders = folders;
        this.failures = new FileFailures(folders);
        this.temporary = new TemporaryFiles(folders);
    }

    @Override
    public String name() {
        return folders.root().toString();
    }

    @Override
    public Access access() {
        if (Files.notExists(folders.root())) {
            return Access.MISSING;
        }
        if (!Files.isDirectory(folders.root()) || !Files.isReadable(folders.root())) {
            return Access.DENIED;
        }
        return isWritable() ? Access.GRANTED : Access.DENIED;
    }

    /** A mount that has become read-only, or is full, only shows when something is written. */
    private boolean isWritable() {
        if (!Files.isWritable(folders.root())) {
            return false;
        }
        try {
            Path file = temporary.newName();
            Files.createFile(file);
            Files.delete(file);
            return true;
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    @Override
    public boolean create() {
        if (Files.isDirectory(folders.root())) {
            return false;
        }
        try {
            Files.createDirectories(folders.root());
            return true;
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    @Override
    public boolean isEmpty(KeyPrefix prefix) {
        try {
            return !new Listing(folders).hasObjects(folders.folder(prefix));
        } catch (IOException e) {
            throw failures.of(e);
        }
    }

    @Override
    public boolean delete() {
        try {
            if (Files.notExists(folders.root())) {
                return true;
            }
            EmptyFolders.remove(folders);
            return Files.notExists(folders.root());
        } catch (IOException e) {
            throw failures.of(e);
        }
    }
}
