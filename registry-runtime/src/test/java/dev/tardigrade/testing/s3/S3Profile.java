package dev.tardigrade.testing.s3;

/**
 * How a service behaves where services differ.
 *
 * @param likeStorj as Storj's gateway, or else as S3
 * @param rateLimits about one write a second for each key, three at once
 * @param atomicCreate of racing creators one alone is told that it was stored
 * @param pageSize most objects in one answer to a list
 */
public record S3Profile(boolean likeStorj, boolean rateLimits, boolean atomicCreate, int pageSize) {

    private static final int PAGE = 1000;

    public static S3Profile plain() {
        return new S3Profile(false, false, true, PAGE);
    }

    /** With production's limits on. */
    public static S3Profile storj() {
        return new S3Profile(true, true, true, PAGE);
    }

    public S3Profile withoutRateLimits() {
        return new S3Profile(likeStorj, false, atomicCreate, pageSize);
    }

    public S3Profile withRacingCreates() {
        return new S3Profile(likeStorj, rateLimits, false, pageSize);
    }

    /** A small page makes paging cheap to test. */
    public S3Profile withPageSize(int objects) {
        return new S3Profile(likeStorj, rateLimits, atomicCreate, objects);
    }
}
