package dev.tardigrade.registry.files;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/** Reads private keys in PEM: PKCS#8, PKCS#1 for RSA, which cert-manager writes by default, and SEC 1 for elliptic curves. */
public final class PemPrivateKey {

    /** Algorithm identifiers, which PKCS#8 has before the key itself. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final byte[] ELLIPTIC_CURVE = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final byte[] VERSION_0 = {2, 1, 0};

    private PemPrivateKey() {}

    /** The first private key of a file. Throws an {@link IOException} that names the file, and holds nothing of it. */
    public static PrivateKey read(Path file) throws IOException {
        for (Pem block : Pem.read(file)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return key(file, block.content(), List.of("RSA", "EC"));
                }
                case "RSA PRIVATE KEY" -> {
                    return key(file, pkcs8(RSA, block.content()), List.of("RSA"));
                }
                case "EC PRIVATE KEY" -> {
                    byte[] algorithm = Der.element(Der.SEQUENCE, ELLIPTIC_CURVE, curve(file, block.content()));
                    return key(file, pkcs8(algorithm, block.content()), List.of("EC"));
                }
                default -> {}
            }
        }
        throw new IOException(file + " holds no private key in PEM: convert it with openssl pkcs8 -topk8 -nocrypt");
    }

    private static PrivateKey key(Path file, byte[] pkcs8, List<String> algorithms) throws IOException {
        for (String algorithm : algorithms) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException _) {
                // Then it is of another kind.
            }
        }
        throw new IOException(file + " holds no private key of RSA or of a curve of NIST");
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return Der.element(Der.SEQUENCE, VERSION_0, algorithm, Der.element(Der.OCTETS, key));
    }

    /** The object identifier of the curve, which SEC 1 has behind the key (RFC 5915). */
    private static byte[] curve(Path file, byte[] sec1) throws IOException {
        try {
            Der fields = new Der(sec1).enter(Der.SEQUENCE);
            fields.skip();
            fields.skip();
            return fields.enter(Der.PARAMETERS).whole();
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds a key of an elliptic curve that it does not name", e);
        }
    }
}
