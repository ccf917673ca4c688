package dev.tardigrade.registry.upstream;

import dev.tardigrade.registry.layout.BlobRecord;
import dev.tardigrade.registry.model.ByteRange;
import java.io.IOException;
import java.io.InputStream;

/** A blob that a client gets. */
public sealed interface PulledBlob {

    /** Number of its bytes. */
    long size();

    /** One that is in the bucket. */
    record Stored(BlobRecord blob) implements PulledBlob {

        @Override
        public long size() {
            return blob.size();
        }
    }

    /** One that is on its way there. A read fails where it does not get there, at the latest for the last byte. */
    record Arriving(long size, Bytes bytes) implements PulledBlob {}

    /** Reads what arrives. */
    interface Bytes {

        /** A range that lies inside of the blob. Who opens the stream closes it. */
        InputStream open(ByteRange range) throws IOException;
    }
}
