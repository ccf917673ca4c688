package dev.tardigrade.e2e.image;

import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Bytes whose digest is known when they have been read. */
final class Hashed extends DigestInputStream {

    Hashed(InputStream in) {
        super(in, sha256());
    }

    /** Of what was read; to be asked once. */
    String digest() {
        return name(getMessageDigest().digest());
    }

    static String of(byte[] bytes) {
        return name(sha256().digest(bytes));
    }

    private static String name(byte[] hash) {
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
