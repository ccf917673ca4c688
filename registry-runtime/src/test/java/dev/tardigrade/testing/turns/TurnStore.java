package dev.tardigrade.testing.turns;

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
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store whose calls are what actors take turns at, and may fail before or after they took effect. */
public final class TurnStore implements ObjectStore {

    private final ObjectStore store;
    private final Turns turns;
    private final Mishaps mishaps;

    public TurnStore(ObjectStore store, Turns turns, Mishaps mishaps) {
        this.store = store;
        this.turns = turns;
        this.mishaps = mishaps;
    }

    /** What may go wrong around a call, by throwing. */
    public interface Mishaps {

        void before();

        void after();
    }

    private <T> T call(Supplier<T> call) {
        turns.step();
        mishaps.before();
        T result = call.get();
        mishaps.after();
        return result;
    }

    private void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return call(() -> store.head(key));
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key) {
        return call(() -> store.get(key));
    }

    @Override
    public Optional<ObjectContent> get(ObjectKey key, ByteRange range) {
        return call(() -> store.get(key, range));
    }

    @Override
    public Optional<URI> link(ObjectKey key, Duration lifetime) {
        return store.link(key, lifetime);
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, Optional<MediaType> contentType, PutMode mode) {
        return call(() -> store.put(key, content, contentType, mode));
    }

    @Override
    public void delete(ObjectKey key) {
        run(() -> store.delete(key));
    }

    /** One after the other: others may go on in between. */
    @Override
    public void deleteAll(Collection<ObjectKey> keys) {
        keys.forEach(this::delete);
    }

    @Override
    public void list(KeyPrefix prefix, Consumer<ObjectInfo> each) {
        run(() -> store.list(prefix, each));
    }

    @Override
    public void listDirectory(KeyPrefix prefix, Consumer<ObjectInfo> objects, Consumer<KeyPrefix> groups) {
        run(() -> store.listDirectory(prefix, objects, groups));
    }

    @Override
    public MultipartUpload startMultipart(ObjectKey key, Optional<MediaType> contentType) {
        return store.startMultipart(key, contentType);
    }

    @Override
    public MultipartUpload resumeMultipart(ObjectKey key, MultipartId id) {
        return store.resumeMultipart(key, id);
    }

    @Override
    public void listMultiparts(KeyPrefix prefix, Consumer<PendingMultipart> each) {
        store.listMultiparts(prefix, each);
    }

    @Override
    public boolean etagsAreContentHashes() {
        return store.etagsAreContentHashes();
    }

    @Override
    public void close() {
        store.close();
    }
}
