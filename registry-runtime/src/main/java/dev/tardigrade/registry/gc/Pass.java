package dev.tardigrade.registry.gc;

/**
 * What one pass of collection came to.
 *
 * @param scans of the whole bucket that it took
 * @param marked objects that a later pass will delete, unless they are wanted again
 * @param waiting whether a round is marked and not mature yet
 */
public record Pass(int scans, Deleted deleted, long marked, boolean waiting) {

    /** Both together, this one first. */
    public Pass then(Pass next) {
        return new Pass(scans + next.scans, deleted.plus(next.deleted), next.marked, next.waiting);
    }
}
