package dev.tardigrade.registry.blob;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Fills whose readers have all gone. Some of them go on, as somebody will come for the blob again; more end, so that whoever only begins to read many
 * blobs does not keep the store busy.
 */
final class UnreadFills {

    private static final int AT_A_TIME = 8;

    private final Semaphore places = new Semaphore(AT_A_TIME);

    Watch watch(Fill fill) {
        return new Watch(fill);
    }

    /** Of one fill, by the thread that fills. */
    final class Watch implements AutoCloseable {

        private final Fill fill;
        private boolean unread;

        private Watch(Fill fill) {
            this.fill = fill;
        }

        /** To be called now and then. Throws where the fill is to end. */
        void check() throws IOException {
            if (fill.isRead()) {
                close();
            } else if (!unread) {
                unread = places.tryAcquire();
                if (!unread) {
                    throw new IOException("nobody reads it any more, as many others");
                }
            }
        }

        @Override
        public void close() {
            if (unread) {
                unread = false;
                places.release();
            }
        }
    }
}
