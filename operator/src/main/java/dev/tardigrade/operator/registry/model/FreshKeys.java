package dev.tardigrade.operator.registry.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys that nobody has seen yet, for a Registry that has none of its own or needs new ones.
 *
 * @param gateway pair for the gateway of this Registry alone
 * @param nonce for the grant of that gateway
 * @param tokens a private key in PEM that signs tokens; always the same, and made when it is asked for: hardly a pass needs one, and it costs
 *     more than all else
 * @param robots what passwords of robots are made of; used for one pass and never kept
 */
public record FreshKeys(
        SecretValue http, KeyPair gateway, Nonce nonce, Supplier<SecretValue> tokens, SecretValue robots) {

    private static final int ACCESS_KEY_BYTES = 10;
    private static final int SECRET_BYTES = 32;
    private static final String MAC = "HmacSHA256";

    public static FreshKeys from(SecureRandom random) {
        return new FreshKeys(
                hex(random, SECRET_BYTES),
                new KeyPair(hex(random, ACCESS_KEY_BYTES), hex(random, SECRET_BYTES)),
                Nonce.from(random),
                once(() -> ellipticKey(random)),
                hex(random, SECRET_BYTES));
    }

    private static Supplier<SecretValue> once(Supplier<SecretValue> maker) {
        var made = new FutureTask<>(maker::get);
        return () -> {
            made.run();
            return made.resultNow();
        };
    }

    /** A password of 256 bits for the robot of this name, different from those of others. */
    public SecretValue robot(String name) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(robots.reveal().getBytes(UTF_8), MAC));
            return SecretValue.of(HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /** P-256, in PKCS#8. */
    private static SecretValue ellipticKey(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            var key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return SecretValue.of("-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has the curve P-256", e);
        }
    }

    private static SecretValue hex(SecureRandom random, int bytes) {
        var value = new byte[bytes];
        random.nextBytes(value);
        return SecretValue.of(HexFormat.of().formatHex(value));
    }
}
