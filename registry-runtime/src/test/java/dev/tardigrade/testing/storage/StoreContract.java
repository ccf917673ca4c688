package dev.tardigrade.testing.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.storage.Storage;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.TestInstance;

/** The store under test and words to speak of it. Each test works below a prefix of its own, so they share one bucket. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class StoreContract {

    static final MediaType TEXT = new MediaType("text/plain");

    private final KeyPrefix home = new KeyPrefix("contract/" + UUID.randomUUID() + "/");

    abstract Storage storage();

    final ObjectStore store() {
        return storage().objects();
    }

    final KeyPrefix home() {
        return home;
    }

    final ObjectKey key(String name) {
        return home.key(name);
    }

    final KeyPrefix prefix(String name) {
        return new KeyPrefix(home.value() + name);
    }

    final PutOutcome put(String name, String text) {
        return store().put(key(name), text(text), Optional.empty(), PutMode.REPLACE);
    }

    final PutOutcome create(String name, String text) {
        return store().put(key(name), text(text), Optional.empty(), PutMode.CREATE);
    }

    final PutOutcome put(String name, Content content) {
        return store().put(key(name), content, Optional.empty(), PutMode.REPLACE);
    }

    /** All that a get gives. */
    final byte[] read(String name) {
        return read(store().get(key(name)).orElseThrow());
    }

    static byte[] read(ObjectContent found) {
        try (found) {
            return found.stream().readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    final List<ObjectInfo> listed(KeyPrefix prefix) {
        var all = new ArrayList<ObjectInfo>();
        store().list(prefix, all::add);
        return all;
    }

    static Content text(String text) {
        return Content.of(text.getBytes(UTF_8));
    }

    /** Bytes that look random, and are the same for the same size. */
    static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static <F extends Failure> F failureOf(Class<F> kind, ThrowingCallable action) {
        RegistryException thrown = catchThrowableOfType(RegistryException.class, action);
        assertThat(thrown).isNotNull();
        assertThat(thrown.failure()).isInstanceOf(kind);
        return kind.cast(thrown.failure());
    }
}
