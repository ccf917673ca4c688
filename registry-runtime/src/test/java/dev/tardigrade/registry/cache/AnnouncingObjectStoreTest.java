package dev.tardigrade.registry.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import dev.tardigrade.registry.stream.Content;
import dev.tardigrade.testing.storage.StorageContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnnouncingObjectStoreTest extends StorageContract {

    private static final ObjectKey KEY = new ObjectKey("a");

    private final List<ObjectKey> announced = new ArrayList<>();
    private final Storage memory = MemoryStorage.open(Clock.systemUTC());
    private final ObjectStore store = new AnnouncingObjectStore(memory.objects(), this::note);

    private synchronized void note(Collection<ObjectKey> keys) {
        announced.addAll(keys);
    }

    @Override
    protected Storage storage() {
        return new Storage(memory.bucket(), store);
    }

    private void put(PutMode mode) {
        store.put(KEY, Content.of(new byte[1]), Optional.empty(), mode);
    }

    @Test
    void replacementsAndDeletionsAreAnnounced() {
        put(PutMode.REPLACE);
        store.delete(KEY);
        store.deleteAll(List.of(KEY, new ObjectKey("b")));
        assertThat(announced).containsExactly(KEY, KEY, KEY, new ObjectKey("b"));
    }

    @Test
    void creationsAreNot() {
        put(PutMode.CREATE);
        put(PutMode.CREATE);
        assertThat(announced).isEmpty();
    }

    @Test
    void whatMayHaveHappenedIsAnnouncedToo() {
        assertThatThrownBy(() -> store.put(KEY, new Broken(), Optional.empty(), PutMode.REPLACE))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(announced).containsExactly(KEY);
    }

    private record Broken() implements Content {

        @Override
        public long size() {
            return 1;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("broken on purpose");
        }
    }
}
