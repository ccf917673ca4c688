package dev.tardigrade.testing.s3;

import java.time.Instant;
import java.util.Optional;

/** An object or a part. */
final class StoredBytes {

    static final String DEFAULT_TYPE = "binary/octet-stream";

    private final byte[] bytes;
    private final String etag;
    private final String contentType;
    private final Instant modified = Instant.now();
    private final Optional<Instant> expires;

    private StoredBytes(byte[] bytes, String etag, String contentType, Optional<Instant> expires) {
        this.bytes = bytes;
        this.etag = etag;
        this.contentType = contentType;
        this.expires = expires;
    }

    static StoredBytes of(byte[] bytes, String contentType, Optional<Instant> expires) {
        return new StoredBytes(bytes, Hashes.hex(Hashes.md5(bytes)), contentType, expires);
    }

    boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    String quotedEtag() {
        return '"' + etag + '"';
    }

    /** The same with another tag, written now. */
    StoredBytes again(String otherEtag) {
        return new StoredBytes(bytes, otherEtag, contentType, Optional.empty());
    }

    byte[] bytes() {
        return bytes;
    }

    String etag() {
        return etag;
    }

    String contentType() {
        return contentType;
    }

    Instant modified() {
        return modified;
    }
}
