package dev.tardigrade.registry.migration;

import java.util.List;

/**
 * What a takeover came to.
 *
 * @param repositories of the old registry
 * @param layers that repositories may serve
 * @param manifests of all repositories
 * @param tags of all repositories
 * @param skipped in the order of what they are
 */
public record TakeoverReport(long repositories, Done layers, Done manifests, Done tags, List<Skipped> skipped) {

    public TakeoverReport {
        skipped = List.copyOf(skipped);
    }

    /** Of these, what the old registry might serve. */
    public long leftBehind() {
        return skipped.stream().filter(each -> each.reason().leavesBehind()).count();
    }

    /**
     * How many of a kind.
     *
     * @param written by this run; in a dry run those that would be
     * @param there from before
     */
    public record Done(long written, long there) {}
}
