package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Bytes on their way to the store. They can be read again, so that a request that failed half-way can be sent again. */
public interface Content {

    /** Number of bytes. */
    long size();

    /** A new stream over all of the bytes, from the first. Who opens it closes it. */
    InputStream open() throws IOException;

    /** As {@link #open}, but the stream throws {@link IOException} where it would end before or after {@link #size} bytes. */
    default InputStream openExactly() throws IOException {
        return new ExactInputStream(open(), size());
    }

    /** The bytes of an array, which must not be changed any more. */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes);
    }

    /** The bytes of one and then those of the other. */
    static Content joined(Content first, Content second) {
        return new JoinedContent(first, second);
    }

    /** The bytes of a file as long as it is now. */
    static Content of(Path file) throws IOException {
        return FileContent.of(file);
    }
}
