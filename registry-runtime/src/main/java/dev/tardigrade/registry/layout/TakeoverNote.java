package dev.tardigrade.registry.layout;

import java.time.Instant;

/**
 * That the images of a {@link Registry2Tree} were taken over.
 *
 * @param leftBehind manifests and the like that were not, though {@code registry:2} might serve them
 * @param released whether what is in the tree belongs to this registry, so that what nothing refers to is garbage
 */
public record TakeoverNote(Instant finished, long leftBehind, boolean released) {

    public TakeoverNote {
        if (leftBehind < 0) {
            throw new IllegalArgumentException("nothing can be left behind " + leftBehind + " times");
        }
    }
}
