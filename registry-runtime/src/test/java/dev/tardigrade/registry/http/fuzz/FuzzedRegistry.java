package dev.tardigrade.registry.http.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client;
import dev.tardigrade.registry.http.RunningRegistry;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.memory.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;

/** A registry that is sent anything, and what it keeps in its store meanwhile. */
final class FuzzedRegistry implements AutoCloseable {

    private final ObjectStore store = MemoryStorage.open(Clock.systemUTC()).objects();
    private final RunningRegistry registry;

    FuzzedRegistry() {
        try {
            registry = RunningRegistry.start(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client().pushImage("app", "v1", new byte[10_000]);
        client().pushImage("a/b/c", "latest", new byte[10]);
    }

    Client client() {
        return registry.client();
    }

    RawConnection connection() {
        return new RawConnection(registry.address());
    }

    /** All that is stored: names, entity tags and times. */
    Set<String> snapshot() {
        Set<String> objects = new TreeSet<>();
        store.list(KeyPrefix.ROOT, object -> objects.add(object.toString()));
        return objects;
    }

    /** It serves as before, whatever it was sent. */
    void assertServes() {
        assertThat(client().send("GET", "/v2/").status()).isEqualTo(200);
    }

    @Override
    public void close() {
        registry.close();
    }
}
