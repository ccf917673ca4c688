package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectKey;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where everything lies below the root. Keys have neither empty nor dot components, so none leads out of it. */
record Folders(Path root) {

    private static final String MARK = "%";

    /**
     * Nothing is absent from a store that is not there.
     *
     * @throws NoSuchFileException where it is not
     */
    void checkRoot() throws NoSuchFileException {
        if (!Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
    }

    Path temporary() {
        return root.resolve(MARK + "temporary");
    }

    Path multiparts() {
        return root.resolve(MARK + "multipart");
    }

    /** Where this store writes the object. */
    Path own(ObjectKey key) {
        return root.resolve(key.value() + MARK);
    }

    /** Where another program may have written it. */
    Path foreign(ObjectKey key) {
        return root.resolve(key.value());
    }

    Path folder(KeyPrefix prefix) {
        return prefix.value().isEmpty() ? root : root.resolve(prefix.value());
    }

    boolean isOwn(Path file) {
        return file.getFileName().toString().endsWith(MARK);
    }

    /** The key of a file below the root, or empty where no object has this name. */
    Optional<ObjectKey> key(Path file) {
        String name = root.relativize(file).toString();
        return parse(isOwn(file) ? name.substring(0, name.length() - MARK.length()) : name);
    }

    /** The prefix of a folder below the root, or empty where no object lies in a folder of this name. */
    Optional<KeyPrefix> prefix(Path folder) {
        return parse(root.relativize(folder).toString()).map(key -> new KeyPrefix(key.value() + "/"));
    }

    private static Optional<ObjectKey> parse(String name) {
        try {
            return Optional.of(new ObjectKey(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
