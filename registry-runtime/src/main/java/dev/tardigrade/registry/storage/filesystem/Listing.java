package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through folders. What vanishes meanwhile is left out, names that are no keys are passed over; what cannot be looked at is a failure. */
final class Listing {

    /** The folder that some file systems keep at their root for themselves, and let nobody read. */
    private static final String OF_THE_FILE_SYSTEM = "lost+found";

    private final Folders folders;

    Listing(Folders folders) {
        this.folders = folders;
    }

    void all(Path folder, Consumer<ObjectInfo> each) throws IOException {
        for (Path entry : entries(folder)) {
            switch (Standing.of(entry)) {
                case FOLDER -> all(entry, each);
                case FILE -> info(entry).ifPresent(each);
                case NOTHING, OTHER -> {}
            }
        }
    }

    void directory(Path folder, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) throws IOException {
        for (Path entry : entries(folder)) {
            switch (Standing.of(entry)) {
                case FOLDER -> {
                    if (hasObjects(entry)) {
                        folders.prefix(entry).ifPresent(groups);
                    }
                }
                case FILE -> info(entry).ifPresent(objects);
                case NOTHING, OTHER -> {}
            }
        }
    }

    /** Without a call of the system for each of our own files: 2000 tags would be opened and read only to be named. */
    void names(Path folder, Consumer<ObjectKey> each) throws IOException {
        for (Path entry : entries(folder)) {
            Optional<ObjectKey> key = folders.key(entry);
            boolean isNamed = key.isPresent()
                    && (folders.isOwn(entry) || (Standing.of(entry) == Standing.FILE && !isHidden(entry, key.get())));
            if (isNamed) {
                each.accept(key.get());
            }
        }
    }

    boolean hasObjects(Path folder) throws IOException {
        for (Path entry : entries(folder)) {
            boolean found = switch (Standing.of(entry)) {
                case FOLDER -> hasObjects(entry);
                case FILE -> folders.key(entry).isPresent();
                case NOTHING, OTHER -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Whether we have written the object since another program has. */
    private boolean isHidden(Path file, ObjectKey key) throws IOException {
        return !folders.isOwn(file) && Standing.of(folders.own(key)) != Standing.NOTHING;
    }

    private Optional<ObjectInfo> info(Path file) throws IOException {
        Optional<ObjectKey> key = folders.key(file);
        if (key.isEmpty() || isHidden(file, key.get())) {
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
            folders.checkRoot();
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
