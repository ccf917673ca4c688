package dev.tardigrade.e2e.bench;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers that make blobs and names of repositories different from each other. */
final class Seeds {

    private static final AtomicLong LAST = new AtomicLong(System.nanoTime());

    private Seeds() {}

    static long next() {
        return LAST.incrementAndGet();
    }
}
