package dev.tardigrade.operator.registry.certificate;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A private key beside the public key that it should belong to. */
record PairOfKeys(PublicKey certified, Pem key) {

    /** How they are to each other. */
    enum Fit {
        FITS,
        DIFFERS,
        /** The key is none that servers know. */
        UNREADABLE
    }

    static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String SEC1 = "EC PRIVATE KEY";

    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    /** Whether servers read keys of such blocks. */
    static boolean isRead(Pem block) {
        return List.of(PKCS8, PKCS1, SEC1).contains(block.label());
    }

    Fit fit() {
        return switch (key.label()) {
            case PKCS1 -> traditional("RSA");
            case SEC1 -> traditional("EC");
            default ->
                privateKey("RSA", key.content())
                        .or(() -> privateKey("EC", key.content()))
                        .map(this::fit)
                        .orElse(Fit.UNREADABLE);
        };
    }

    /** Such a block has no name of its algorithm and parameters before the key; that of the public key has to do. */
    private Fit traditional(String algorithm) {
        if (!certified.getAlgorithm().equals(algorithm)) {
            return Fit.DIFFERS;
        }
        var whole = element(SEQUENCE, VERSION_0, identifier(certified.getEncoded()), element(OCTETS, key.content()));
        return privateKey(algorithm, whole).map(this::fit).orElse(Fit.UNREADABLE);
    }

    private Fit fit(PrivateKey found) {
        return found.getAlgorithm().equals(certified.getAlgorithm()) && verifiesWhatIsSignedBy(found)
                ? Fit.FITS
                : Fit.DIFFERS;
    }

    private boolean verifiesWhatIsSignedBy(PrivateKey found) {
        try {
            var signature =
                    Signature.getInstance(found.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
            byte[] sample = {1};
            signature.initSign(found);
            signature.update(sample);
            var signed = signature.sign();
            signature.initVerify(certified);
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static Optional<PrivateKey> privateKey(String algorithm, byte[] pkcs8) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /** The first element of a public key in X.509: what it is, and its curve. */
    private static byte[] identifier(byte[] encoded) {
        var start = 2 + furtherBytesOfLength(encoded[1]);
        var length = encoded[start + 1];
        return Arrays.copyOfRange(encoded, start, start + 2 + length);
    }

    private static int furtherBytesOfLength(byte first) {
        return first >= 0 ? 0 : first & 0x7F;
    }

    /** One element of DER, shorter than 64 KiB. */
    private static byte[] element(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() >= 0x80) {
            out.write(0x82);
            out.write(content.size() >> 8);
        }
        out.write(content.size());
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
