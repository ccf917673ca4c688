package dev.tardigrade.registry.storage;

import dev.tardigrade.registry.model.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * An object being read. Close it; that also gives back the connection, whether or not all was read.
 *
 * <p>The stream gives exactly the bytes asked for, or throws {@link IOException} when the store breaks off; it never ends early.
 *
 * @param info of the whole object, also when only a range is read
 * @param contentType as given to the put
 * @param stream the bytes asked for
 */
public record ObjectContent(ObjectInfo info, Optional<MediaType> contentType, InputStream stream)
        implements AutoCloseable {

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
