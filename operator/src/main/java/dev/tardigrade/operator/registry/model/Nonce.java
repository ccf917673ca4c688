package dev.tardigrade.operator.registry.model;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes what is issued differ from all that was issued before.
 *
 * @param hex 32 hexadecimal digits
 */
public record Nonce(String hex) {

    private static final int BYTES = 16;
    private static final int EDITION_DIGITS = 8;

    public Nonce {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("not a nonce of 32 hexadecimal digits");
        }
    }

    static Nonce from(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Nonce(HexFormat.of().formatHex(bytes));
    }

    public byte[] toBytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Part of it, for names. */
    public String edition() {
        return hex.substring(0, EDITION_DIGITS);
    }
}
