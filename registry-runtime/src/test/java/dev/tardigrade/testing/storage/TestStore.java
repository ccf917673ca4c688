package dev.tardigrade.testing.storage;

import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.filesystem.FileStorage;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.testing.s3.S3Profile;
import dev.tardigrade.testing.s3.S3TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An empty store for one test, which is gone with all that is in it once it is closed. */
public final class TestStore implements AutoCloseable {

    private static final String BUCKET = "images";

    private final Storage storage;
    private final Runnable removal;

    private TestStore(Storage storage, Runnable removal) {
        this.storage = storage;
        this.removal = removal;
    }

    static TestStore inMemory() {
        return new TestStore(MemoryStorage.open(Clock.systemUTC()), () -> {});
    }

    static TestStore inFolder() {
        try {
            Path folder = Files.createTempDirectory("images");
            return new TestStore(FileStorage.open(folder, Clock.systemUTC()), () -> remove(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestStore on(S3Profile profile) {
        S3TestServer server = S3TestServer.start(profile).withBucket(BUCKET);
        return new TestStore(TestStorage.open(server.access(), BUCKET), server::close);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst =
                    files.sorted(Comparator.<Path>naturalOrder().reversed()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObjectStore objects() {
        return storage.objects();
    }

    @Override
    public void close() {
        storage.close();
        removal.run();
    }
}
