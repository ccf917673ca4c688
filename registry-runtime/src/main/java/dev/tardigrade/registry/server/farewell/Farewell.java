package dev.tardigrade.registry.server.farewell;

import dev.tardigrade.registry.bucket.BucketOutcome.Refused;

/** The end of a server that is of no use, if there is somebody to tell and to start it anew. */
public interface Farewell {

    /** Where nobody would: the server goes on. */
    Farewell NONE = new Farewell() {
        @Override
        public void say(Refused refused) {}

        @Override
        public void storageIsThere() {}
    };

    /** Tells this and begins to end the process, unless it has done so of late. Returns at once. */
    void say(Refused refused);

    /** The server is of use. */
    void storageIsThere();
}
