package dev.tardigrade.registry.storage.memory;

import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.storage.ETag;
import dev.tardigrade.registry.storage.ObjectInfo;
import dev.tardigrade.registry.storage.ObjectKey;
import dev.tardigrade.registry.stream.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** An object or a part of one, as it lies in memory. The array is never changed. */
final class StoredObject {

    private final ObjectInfo info;
    private final Optional<MediaType> contentType;
    private final byte[] bytes;

    StoredObject(ObjectInfo info, Optional<MediaType> contentType, byte[] bytes) {
        this.info = info;
        this.contentType = contentType;
        this.bytes = bytes;
    }

    static StoredObject of(ObjectKey key, byte[] bytes, Optional<MediaType> contentType, Instant now) {
        return new StoredObject(new ObjectInfo(key, bytes.length, new ETag(md5(bytes)), now), contentType, bytes);
    }

    ObjectInfo info() {
        return info;
    }

    Optional<MediaType> contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }

    static byte[] read(Content content) {
        try (InputStream in = content.openExactly()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
