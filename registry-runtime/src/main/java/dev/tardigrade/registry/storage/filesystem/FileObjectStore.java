package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.MultipartUpload;
import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

final class FileObjectStore implements ObjectStore {

    private final Folders folders;
    private final FileFailures failures;
    private final TemporaryFiles temporary;
    private final Listing listing;
    private final PendingFolders pending;

    FileObjectStore(Folders folders) {
        this.folders = folders;
        this.failures = new FileFailures(folders);
        this.temporary = new TemporaryFiles(folders);
        this.listing = new Listing(folders);
        this.pending = new PendingFolders(folders, temporary);
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return failures.guard(() -> {
            Optional<StoredFile> found = StoredFile.open(folders, key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try (StoredFile file = found.get()) {
                return Optional.of(file.info());
            }
        });
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key) {
        return failures.guard(() -> StoredFile.open(folders, key)
                .map(file -> file.content(0, file.info().size())));
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key, ByteRange range) {
        return failures.guard(() -> {
            Optional<StoredFile> found = StoredFile.open(folders, key);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            StoredFile file = found.get();
            long size = file.info().size();
            if (range.first() >= size) {
                file.close();
                throw FileFailures.fault(
                        "range begins at " + range.first() + " of " + size + " bytes of " + key.value());
            }
            return Optional.of(file.content(range.first(), Math.min(range.length(), size - range.first())));
        });
    }

    @Override
    public Optional<URI> link(ObjectKey key, Duration lifetime) {
        return Optional.empty();
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        return failures.guard(() -> {
            if (mode == PutMode.CREATE && head(key).isPresent()) {
                return new PutOutcome.AlreadyExists();
            }
            Path file = temporary.newName();
            try {
                Trailer trailer = Trailer.create(contentType);
                try (var out = DurableFile.create(file)) {
                    out.write(content, 0);
                    out.finish(trailer, content.size());
                }
                return temporary.publish(file, key, mode)
                        ? new PutOutcome.Stored(trailer.etag())
                        : new PutOutcome.AlreadyExists();
            } finally {
                Files.deleteIfExists(file);
            }
        });
    }

    @Override
    public void delete(ObjectKey key) {
        failures.run(() -> remove(key));
    }

    @Override
    public void deleteAll(Collection<ObjectKey> keys) {
        failures.run(() -> {
            for (ObjectKey key : keys) {
                remove(key);
            }
        });
    }

    private void remove(ObjectKey key) throws IOException {
        temporary.remove(folders.own(key));
        if (Standing.of(folders.foreign(key)) == Standing.FILE) {
            temporary.remove(folders.foreign(key));
        }
    }

    @Override
    public void list(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        failures.run(() -> listing.all(folders.folder(prefix), each));
    }

    @Override
    public void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) {
        failures.run(() -> listing.directory(folders.folder(prefix), objects, groups));
    }

    @Override
    public void listNames(KeyPrefix prefix, Consumer<ObjectKey> each) {
        failures.run(() -> listing.names(folders.folder(prefix), each));
    }

    @Override
    public MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType) {
        return failures.guard(() -> resumeMultipart(key, pending.start(key, contentType)));
    }

    @Override
    public MultipartUpload resumeMultipart(ObjectKey key, MultipartId id) {
        return new FileMultipartUpload(pending, failures, key, id);
    }

    @Override
    public void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        failures.run(() -> pending.list(prefix, each));
    }

    @Override
    public boolean etagsAreContentHashes() {
        return false;
    }

    @Override
    public void close() {}
}
