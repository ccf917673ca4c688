package dev.tardigrade.registry.storage;

import java.io.IOException;
import java.io.InputStream;

/** Bytes on their way to the store. They can be read again, so that a request that failed half-way can be sent again. */
public interface Content {

    /** Number of bytes. */
    long size();

    /** A new stream over all of the bytes, from the first. Who opens it closes it. */
    InputStream open() throws IOException;
}
