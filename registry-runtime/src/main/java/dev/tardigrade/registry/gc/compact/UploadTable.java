package dev.tardigrade.registry.gc.compact;

import dev.tardigrade.registry.model.UploadId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Uploads, each with the size of its bytes: about 35 bytes for one. */
public final class UploadTable {

    private static final int LENGTH = 2 * Long.BYTES;

    private final ByteStrings ids;
    private final LongList sizes;

    public UploadTable(ScanMemory memory) {
        this.ids = new ByteStrings(LENGTH, memory);
        this.sizes = new LongList(memory);
    }

    public void add(UploadId upload, long size) {
        if (ids.add(raw(upload)) == sizes.size()) {
            sizes.add(size);
        }
    }

    public int size() {
        return sizes.size();
    }

    /** Its number, from 0 on, or -1 where it has none. */
    public int find(UploadId upload) {
        return ids.find(raw(upload));
    }

    public UploadId get(int number) {
        ByteBuffer raw = ByteBuffer.wrap(ids.get(number));
        return new UploadId(new UUID(raw.getLong(), raw.getLong()));
    }

    /** In bytes. */
    public long sizeOf(int number) {
        return sizes.get(number);
    }

    private static byte[] raw(UploadId upload) {
        UUID id = upload.value();
        return ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
