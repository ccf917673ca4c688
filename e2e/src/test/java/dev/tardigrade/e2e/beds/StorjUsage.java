package dev.tardigrade.e2e.beds;

/**
 * What a satellite has done.
 *
 * @param requests that count against the rate of a project
 * @param segments made on storage nodes, also those of parts that were dropped
 * @param inlineSegments made in the satellite's own database
 */
public record StorjUsage(long requests, long segments, long inlineSegments) {

    /** What came after an earlier look. */
    public StorjUsage since(StorjUsage earlier) {
        return new StorjUsage(
                requests - earlier.requests, segments - earlier.segments, inlineSegments - earlier.inlineSegments);
    }
}
