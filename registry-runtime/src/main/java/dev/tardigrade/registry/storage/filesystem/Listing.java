package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through folders. What vanishes meanwhile is left out; names that are no keys are passed over. */
final class Listing {

    /** The folder that some file systems keep at their root for themselves, and let nobody read. */
    private static final String OF_THE_FILE_SYSTEM = "lost+found";

    private final Folders folders;

    Listing(Folders folders) {
        this.folders = folders;
    }

    void all(Path folder, Consumer<ObjectInfo> each) throws IOException {
        for (Path entry : entries(folder)) {
            if (isFolder(entry)) {
                all(entry, each);
            } else {
                info(entry).ifPresent(each);
            }
        }
    }

    void directory(Path folder, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) throws IOException {
        for (Path entry : entries(folder)) {
            if (!isFolder(entry)) {
                info(entry).ifPresent(objects);
            } else if (hasObjects(entry)) {
                folders.prefix(entry).ifPresent(groups);
            }
        }
    }

    /** Without a call of the system for each of our own files: 2000 tags would be opened and read only to be named. */
    void names(Path folder, Consumer<ObjectKey> each) throws IOException {
        for (Path entry : entries(folder)) {
            Optional<ObjectKey> key = folders.key(entry);
            boolean isNamed = key.isPresent()
                    && (folders.isOwn(entry) || (isObject(entry) && Files.notExists(folders.own(key.get()))));
            if (isNamed) {
                each.accept(key.get());
            }
        }
    }

    boolean hasObjects(Path folder) throws IOException {
        for (Path entry : entries(folder)) {
            if (isFolder(entry) ? hasObjects(entry) : isObject(entry)) {
                return true;
            }
        }
        return false;
    }

    private boolean isObject(Path file) {
        return folders.key(file).isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<ObjectInfo> info(Path file) throws IOException {
        Optional<ObjectKey> key = folders.key(file);
        boolean isHidden = !folders.isOwn(file) && key.isPresent() && Files.exists(folders.own(key.get()));
        if (key.isEmpty() || isHidden) {
            return Optional.empty();
        }
        Optional<StoredFile> found = StoredFile.open(folders, key.get());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (StoredFile open = found.get()) {
            return Optional.of(open.info());
        }
    }

    private boolean isFolder(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    /** The names are read before any is looked at, so that whoever is handed one may change the folder. */
    private List<Path> entries(Path folder) throws IOException {
        var entries = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (!isReserved(entry)) {
                    entries.add(entry);
                }
            }
        } catch (NotDirectoryException e) {
            return List.of();
        } catch (NoSuchFileException e) {
            if (Files.notExists(folders.root())) {
                throw e;
            }
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (AccessDeniedException e) {
            if (folder.equals(folders.root().resolve(OF_THE_FILE_SYSTEM))) {
                return List.of();
            }
            throw e;
        }
        return entries;
    }

    private boolean isReserved(Path entry) {
        return entry.equals(folders.temporary()) || entry.equals(folders.multiparts());
    }
}
