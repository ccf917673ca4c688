package dev.tardigrade.testing.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** In which order keys are listed. */
final class KeyOrder {

    /** Hashing is what makes comparisons dear in a bucket of a hundred thousand objects. */
    private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

    private KeyOrder() {}

    /** Storj encrypts each component of a key, and sorts what comes out: a hash scrambles as well. */
    static Comparator<String> of(S3Profile profile) {
        return profile.likeStorj()
                ? Comparator.comparing(KeyOrder::scrambled).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
    }

    private static String scrambled(String key) {
        return KNOWN.computeIfAbsent(key, KeyOrder::hashed);
    }

    private static String hashed(String key) {
        return Arrays.stream(key.split("/", -1))
                .map(component -> Hashes.sha256(component.getBytes(UTF_8)))
                .collect(Collectors.joining("/"));
    }
}
