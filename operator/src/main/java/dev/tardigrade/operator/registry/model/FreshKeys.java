package dev.tardigrade.operator.registry.model;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Keys that nobody has seen yet, for a Registry that has none of its own or needs new ones.
 *
 * @param gateway pair for the gateway of this Registry alone
 * @param nonce for the grant of that gateway
 */
public record FreshKeys(SecretValue http, KeyPair gateway, Nonce nonce) {

    private static final int ACCESS_KEY_BYTES = 10;
    private static final int SECRET_BYTES = 32;

    public static FreshKeys from(SecureRandom random) {
        return new FreshKeys(
                hex(random, SECRET_BYTES),
                new KeyPair(hex(random, ACCESS_KEY_BYTES), hex(random, SECRET_BYTES)),
                Nonce.from(random));
    }

    private static SecretValue hex(SecureRandom random, int bytes) {
        var value = new byte[bytes];
        random.nextBytes(value);
        return SecretValue.of(HexFormat.of().formatHex(value));
    }
}
