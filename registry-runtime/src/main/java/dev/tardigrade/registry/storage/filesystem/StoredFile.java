package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** The file of an object, open for reading. It stays readable when the object is replaced or deleted. */
record StoredFile(ObjectInfo info, Optional<MediaType> contentType, FileChannel channel) implements AutoCloseable {

    /** Empty where there is none. */
    static Optional<StoredFile> open(Folders folders, ObjectKey key) throws IOException {
        Optional<StoredFile> own = open(folders, key, folders.own(key));
        Optional<StoredFile> found = own.isPresent() ? own : open(folders, key, folders.foreign(key));
        if (found.isEmpty()) {
            folders.checkRoot();
        }
        return found;
    }

    private static Optional<StoredFile> open(Folders folders, ObjectKey key, Path file) throws IOException {
        // A folder can be opened like a file, and only fails when it is read.
        if (Standing.of(file) != Standing.FILE) {
            return Optional.empty();
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(folders.isOwn(file) ? own(key, file, channel) : foreign(key, file, channel));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static StoredFile own(ObjectKey key, Path file, FileChannel channel) throws IOException {
        try {
            Trailer trailer = Trailer.read(channel)
                    .orElseThrow(() -> FileFailures.fault("file " + file + " is damaged: its end is missing"));
            long size = channel.size() - trailer.length();
            return new StoredFile(
                    new ObjectInfo(key, size, trailer.etag(), modified(file)), trailer.contentType(), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StoredFile foreign(ObjectKey key, Path file, FileChannel channel) throws IOException {
        try {
            long size = channel.size();
            Instant modified = modified(file);
            var etag = new ETag(size + "-" + modified.toEpochMilli());
            return new StoredFile(new ObjectInfo(key, size, etag, modified), Optional.empty(), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    /** Hands the open file over to the content, which closes it. */
    ObjectContent content(long first, long length) {
        return new ObjectContent(info, contentType, new RegionInputStream(channel, first, length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
