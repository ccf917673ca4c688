package dev.tardigrade.testing.storage;

import dev.tardigrade.registry.stream.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Content that breaks after some of its bytes, each time it is read. */
record BrokenContent(long size, int breaksAfter) implements Content {

    @Override
    public InputStream open() {
        return new SequenceInputStream(new ByteArrayInputStream(new byte[breaksAfter]), new Broken());
    }

    private static final class Broken extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("broken on purpose");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("broken on purpose");
        }
    }
}
