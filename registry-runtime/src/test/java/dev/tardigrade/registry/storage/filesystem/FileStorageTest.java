package dev.tardigrade.registry.storage.filesystem;

import dev.tardigrade.registry.storage.MultipartUpload.MultipartId;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.testing.storage.StorageContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class FileStorageTest extends StorageContract {

    @TempDir
    private Path root;

    private Storage storage;

    @BeforeEach
    void open() {
        storage = FileStorage.open(root, InstantSource.system());
    }

    @Override
    protected Storage storage() {
        return storage;
    }

    @Override
    protected MultipartId unknownId(MultipartId known) {
        return new MultipartId(known.value().replaceAll("[0-9a-f]", "0"));
    }
}
