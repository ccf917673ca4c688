package dev.tardigrade.registry.manifest;

import dev.tardigrade.registry.storage.ObjectInfo;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The tags of a repository that pointed elsewhere than to a manifest, and what they pointed to: eight bytes for each, since a repository may have
 * any number. That two states have the same number is less likely than that a disk gives wrong bytes.
 */
final class OtherTags {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] states;
    private final long version;

    private OtherTags(long[] states, long version) {
        this.states = states;
        this.version = version;
    }

    /** @param version of the list of tags, from before it was read */
    static OtherTags of(Stream<ObjectInfo> tags, long version) {
        long[] states = tags.mapToLong(OtherTags::state).toArray();
        Arrays.sort(states);
        return new OtherTags(states, version);
    }

    long version() {
        return version;
    }

    /** Whether the tag is as it was. */
    boolean contains(ObjectInfo tag) {
        return Arrays.binarySearch(states, state(tag)) >= 0;
    }

    private static long state(ObjectInfo tag) {
        return hash(hash(FNV_OFFSET, tag.key().value()), tag.etag().value());
    }

    private static long hash(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return (hash ^ '\n') * FNV_PRIME;
    }
}
