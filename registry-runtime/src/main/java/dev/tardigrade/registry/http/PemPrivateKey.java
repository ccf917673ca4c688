package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys in PEM: PKCS#8, and PKCS#1 for RSA, which cert-manager writes by default. */
final class PemPrivateKey {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (?:RSA )?PRIVATE KEY-----");

    /** Version 0 and the algorithm identifier of RSA, which PKCS#8 has before the key of PKCS#1. */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PemPrivateKey() {}

    /** @param algorithm as the certificate's public key names it */
    static PrivateKey read(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text;
        try {
            text = Files.readString(file, US_ASCII);
        } catch (FileSystemException e) {
            throw new IOException(file + " cannot be read", e);
        }
        Matcher matcher = PEM.matcher(text);
        if (!matcher.find()) {
            throw new IOException(file + " holds no private key in PEM: convert it with openssl pkcs8 -topk8 -nodes");
        }
        byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
        byte[] pkcs8 = matcher.group(1) == null ? der : wrap(der);
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] wrap(byte[] rsa) {
        byte[] octets = tagged(0x04, rsa);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(RSA_HEADER);
        body.writeBytes(octets);
        return tagged(0x30, body.toByteArray());
    }

    /** One element of DER. */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
