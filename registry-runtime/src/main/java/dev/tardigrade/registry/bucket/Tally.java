package dev.tardigrade.registry.bucket;

/**
 * So many objects, and so many bytes in them.
 *
 * @param uploads open uploads in parts beside them, whose bytes no store tells
 */
public record Tally(long objects, long bytes, long uploads) {

    static final Tally NOTHING = new Tally(0, 0, 0);

    Tally plusObject(long size) {
        return new Tally(objects + 1, bytes + size, uploads);
    }

    Tally plusUpload() {
        return new Tally(objects, bytes, uploads + 1);
    }
}
