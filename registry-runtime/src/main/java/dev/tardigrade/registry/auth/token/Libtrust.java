package dev.tardigrade.registry.auth.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

/** Names keys as Docker's libtrust did, and the token servers that were made for it: Base32 of 240 bits of a SHA-256, in groups of four. */
final class Libtrust {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BYTES = 30;
    private static final int GROUP = 4;

    private Libtrust() {}

    static String fingerprint(PublicKey key) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < BYTES * 8; bit += 5) {
            if (!text.isEmpty() && bit / 5 % GROUP == 0) {
                text.append(':');
            }
            text.append(BASE32.charAt(fiveBits(hash, bit)));
        }
        return text.toString();
    }

    private static int fiveBits(byte[] bytes, int bit) {
        int pair = ((bytes[bit / 8] & 0xFF) << 8) | (bytes[bit / 8 + 1] & 0xFF);
        return (pair >> (11 - bit % 8)) & 0x1F;
    }
}
