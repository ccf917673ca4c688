package dev.tardigrade.registry.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of content, made from its bytes, for instance {@code sha256:…} (OCI image spec, "Digests").
 *
 * @param hex lower case, as long as the algorithm's hash
 */
public record Digest(Algorithm algorithm, String hex) implements Reference {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    public Digest {
        if (hex.length() != algorithm.hexLength || !HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a digest: " + algorithm.id + ":" + hex);
        }
    }

    /**
     * Reads {@code algorithm:hex}.
     *
     * @throws RegistryException with {@link Failure.DigestInvalid} where it is malformed or the algorithm is not supported
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw invalid(text);
        }
        Algorithm algorithm = Algorithm.byId(text.substring(0, colon)).orElseThrow(() -> invalid(text));
        try {
            return new Digest(algorithm, text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(new Failure.DigestInvalid(Excerpt.of(text) + " is not a digest"), e);
        }
    }

    private static RegistryException invalid(String text) {
        return new RegistryException(
                new Failure.DigestInvalid(Excerpt.of(text) + " is not a digest of sha256 or sha512"));
    }

    /** The digest of these bytes. */
    public static Digest of(Algorithm algorithm, byte[] bytes) {
        return finish(algorithm, algorithm.newHash(), bytes);
    }

    /** The digest of what was fed to {@code hash}, which is used up by this. */
    public static Digest finish(Algorithm algorithm, MessageDigest hash) {
        return finish(algorithm, hash, new byte[0]);
    }

    private static Digest finish(Algorithm algorithm, MessageDigest hash, byte[] last) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest(last)));
    }

    @Override
    public String toString() {
        return algorithm.id + ":" + hex;
    }

    /** The hash functions that the registry accepts. */
    public enum Algorithm {
        SHA256("sha256", "SHA-256", 64),
        SHA512("sha512", "SHA-512", 128);

        private final String id;
        private final String javaName;
        private final int hexLength;

        Algorithm(String id, String javaName, int hexLength) {
            this.id = id;
            this.javaName = javaName;
            this.hexLength = hexLength;
        }

        /** The name before the colon. */
        public String id() {
            return id;
        }

        /** How many bytes a hash has. */
        public int bytes() {
            return hexLength / 2;
        }

        public static Optional<Algorithm> byId(String id) {
            for (Algorithm algorithm : values()) {
                if (algorithm.id.equals(id)) {
                    return Optional.of(algorithm);
                }
            }
            return Optional.empty();
        }

        public MessageDigest newHash() {
            try {
                return MessageDigest.getInstance(javaName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has " + javaName, e);
            }
        }
    }
}
