package dev.tardigrade.registry.upstream.wire;

import java.io.IOException;
import java.io.InputStream;

/**
 * A blob as an upstream sends it; nothing of it is verified.
 *
 * @param size that the upstream says it has, in bytes
 * @param bytes whose read fails where the upstream is silent for long
 */
public record RemoteBlob(long size, InputStream bytes) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
