package dev.tardigrade.testing.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** Which names and metadata are taken. */
final class Names {

    private static final int LONGEST_KEY = 1024;
    private static final int MOST_METADATA = 2048;

    /** With encryption's overhead, Storj fails a little below what S3 allows. */
    private static final int MOST_ENCRYPTED_METADATA = 1950;

    private Names() {}

    static void checkBucket(String name) {
        if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
    }

    static void checkKey(String key, S3Profile profile) {
        List<String> components = Arrays.asList(key.split("/", -1));
        if (profile.likeStorj() && (components.contains("..") || components.contains("."))) {
            throw new S3Error(400, "XMinioInvalidResourceName", "Resource name contains bad components");
        }
        if (key.getBytes(UTF_8).length > LONGEST_KEY) {
            throw new S3Error(400, "KeyTooLongError", "Your key is too long");
        }
    }

    static void checkMetadata(S3Request request, S3Profile profile) {
        int size = request.headers().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("x-amz-meta-"))
                .mapToInt(entry -> entry.getKey().length()
                        - "x-amz-meta-".length()
                        + entry.getValue().length())
                .sum();
        if (size > MOST_METADATA) {
            throw new S3Error(400, "MetadataTooLarge", "Your metadata headers exceed the maximum size.");
        }
        if (profile.likeStorj() && size >= MOST_ENCRYPTED_METADATA) {
            throw S3Error.internal("Encrypted metadata is too large");
        }
    }
}
