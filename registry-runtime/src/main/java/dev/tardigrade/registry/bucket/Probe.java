package dev.tardigrade.registry.bucket;

import dev.tardigrade.registry.layout.BucketLayout;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.KeyPrefix;
import dev.tardigrade.registry.storage.ObjectContent;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.storage.ObjectStore;
import dev.tardigrade.registry.storage.PutMode;
import dev.tardigrade.registry.storage.PutOutcome;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Tries what the registry needs on one small object of a name of its own, and removes it again. */
final class Probe {

    private final ObjectStore store;
    private final ObjectKey key;
    private final byte[] bytes;

    Probe(ObjectStore store, KeyPrefix prefix) {
        UUID id = UUID.randomUUID();
        this.store = store;
        this.key = new BucketLayout(prefix).probe(id);
        this.bytes = id.toString().getBytes(StandardCharsets.US_ASCII);
    }

    Capabilities run() {
        PutOutcome first = write();
        try {
            readBack();
            boolean createOnce = write() instanceof PutOutcome.AlreadyExists;
            return new Capabilities(createOnce, first.equals(new PutOutcome.Stored(new ETag(md5()))));
        } finally {
            store.delete(key);
        }
    }

    private PutOutcome write() {
        return store.put(key, Content.of(bytes), Optional.empty(), PutMode.CREATE);
    }

    private void readBack() {
        ObjectContent found = store.get(key).orElseThrow(() -> fault("is not there after it was written"));
        try (found) {
            if (!Arrays.equals(found.stream().readAllBytes(), bytes)) {
                throw fault("reads otherwise than it was written");
            }
        } catch (IOException e) {
            var message = "reading " + key.value() + " broke off: " + e.getMessage();
            throw new RegistryException(new Failure.StorageUnavailable(message, Duration.ofSeconds(1)), e);
        }
    }

    private RegistryException fault(String what) {
        return new RegistryException(
                new Failure.StorageFault("the store is not consistent: " + key.value() + " " + what));
    }

    private String md5() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
