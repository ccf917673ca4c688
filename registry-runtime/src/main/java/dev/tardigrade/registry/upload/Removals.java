package dev.tardigrade.registry.upload;

import dev.tardigrade.registry.model.UploadId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Removes behind the backs of clients what failed uploads have left in the bucket. A few at a time: each may wait for a store that does not answer. */
final class Removals {

    /** Which hold the memory of two parts each at most. */
    static final int MOST = 16;

    private final Semaphore room;
    private final Set<UploadId> uploads = ConcurrentHashMap.newKeySet();

    /** @param most at a time */
    Removals(int most) {
        this.room = new Semaphore(most);
    }

    /** False where that many are under way already; nothing is done then. */
    boolean start(UploadId upload, Runnable removal) {
        if (!room.tryAcquire()) {
            return false;
        }
        uploads.add(upload);
        Thread.ofVirtual().name("abandoned-upload").start(() -> {
            try {
                removal.run();
            } finally {
                uploads.remove(upload);
                room.release();
            }
        });
        return true;
    }

    /** Whether this upload is being removed, so that nobody can go on with it though its journal may be there yet. */
    boolean concerns(UploadId upload) {
        return uploads.contains(upload);
    }
}
