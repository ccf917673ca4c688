package dev.tardigrade.registry.storage.s3.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** S3's hash for entity tags. */
public final class Md5 {

    private Md5() {}

    public static byte[] of(byte[] bytes) {
        return create().digest(bytes);
    }

    /** A hash to feed piece by piece. */
    public static MessageDigest create() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
