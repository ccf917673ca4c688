package dev.tardigrade.registry.layout;

import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.storage.ObjectKey;
import java.time.Instant;

/** Where the verified bytes of a blob are. */
public sealed interface BlobRecord {

    /** Up to this size bytes lie in the record itself: with it they fit into the 4 KiB that Storj keeps in its database. */
    int MAX_INLINE = 3 << 10;

    long size();

    /** When the bytes were verified, by this registry's clock. */
    Instant created();

    /** A blob of at most {@link #MAX_INLINE} bytes, which lie here. */
    record Inline(Bytes bytes, Instant created) implements BlobRecord {

        public Inline {
            if (bytes.size() > MAX_INLINE) {
                throw new IllegalArgumentException(bytes.size() + " bytes are too many for a record");
            }
        }

        @Override
        public long size() {
            return bytes.size();
        }
    }

    /**
     * A blob whose bytes are an object of their own.
     *
     * @param data that object
     */
    record Stored(ObjectKey data, long size, Instant created) implements BlobRecord {}
}
