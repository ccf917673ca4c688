package dev.tardigrade.registry.storage.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** S3's hash for entity tags. */
final class Md5 {

    private Md5() {}

    static byte[] of(byte[] bytes) {
        return create().digest(bytes);
    }

    static MessageDigest create() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
