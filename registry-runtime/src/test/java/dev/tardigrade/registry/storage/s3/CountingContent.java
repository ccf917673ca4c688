package dev.tardigrade.registry.storage.s3;

import dev.tardigrade.registry.stream.Content;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Zeros that know how often they were read. */
final class CountingContent implements Content {

    private final int bytes;
    private final AtomicInteger opened = new AtomicInteger();

    CountingContent(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes;
    }

    @Override
    public InputStream open() {
        opened.incrementAndGet();
        return new ByteArrayInputStream(new byte[bytes]);
    }

    int opened() {
        return opened.get();
    }
}
