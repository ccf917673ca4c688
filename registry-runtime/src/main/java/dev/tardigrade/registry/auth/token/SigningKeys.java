package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.tardigrade.registry.files.PemPrivateKey;
import dev.tardigrade.registry.files.Watched;
import dev.tardigrade.registry.model.Bytes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of our own tokens.
 *
 * @param current signs
 * @param all are believed: also those that signed before, or will
 */
public record SigningKeys(TrustedKey current, List<TrustedKey> all) implements KeyRing {

    private static final Path CURRENT = Path.of("current.pem");
    private static final int MAX_KEYS = 16;

    public SigningKeys {
        all = List.copyOf(all);
    }

    /** One key, made of a secret that all replicas share. */
    public static SigningKeys derived(Bytes secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA256"));
            byte[] key =
                    mac.doFinal("tokens of a registry, version 1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            JWK jwk = new OctetSequenceKey.Builder(key).keyID("http.secret").build();
            TrustedKey trusted = new TrustedKey(Set.of("http.secret"), jwk);
            return new SigningKeys(trusted, List.of(trusted));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /**
     * Follows a folder of private keys in PEM: {@code current.pem} signs, all {@code *.pem} are believed. To rotate, put the new key there
     * under another name, and once every replica has it, make it current; the old one can go when its tokens have expired.
     *
     * @throws IOException that says which file is wrong, and how
     */
    public static Supplier<SigningKeys> watch(Path folder, InstantSource clock) throws IOException {
        return Watched.open(List.of(folder), () -> read(folder), clock);
    }

    private static SigningKeys read(Path folder) throws IOException {
        List<TrustedKey> all = new ArrayList<>();
        TrustedKey current = key(folder.resolve(CURRENT));
        all.add(current);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.pem")) {
            for (Path file : files) {
                if (!CURRENT.equals(file.getFileName())) {
                    all.add(key(file));
                }
            }
        }
        if (all.size() > MAX_KEYS) {
            throw new IOException(folder + " holds more than " + MAX_KEYS + " keys: remove those that have expired");
        }
        return new SigningKeys(current, all);
    }

    private static TrustedKey key(Path file) throws IOException {
        try {
            return TrustedKey.of(KeyPairs.complete(PemPrivateKey.read(file)), Set.of());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<TrustedKey> candidates(JWSHeader header) {
        return KeyRing.named(all, header);
    }

    /** By which the current key signs. */
    JWSAlgorithm algorithm() {
        return switch (current.key()) {
            case RSAKey _ -> JWSAlgorithm.RS256;
            case ECKey ec ->
                switch (ec.getCurve().getName()) {
                    case "P-384" -> JWSAlgorithm.ES384;
                    case "P-521" -> JWSAlgorithm.ES512;
                    default -> JWSAlgorithm.ES256;
                };
            default -> JWSAlgorithm.HS256;
        };
    }

    String id() {
        String id = current.key().getKeyID();
        return id == null ? current.ids().iterator().next() : id;
    }

    JWSSigner signer() throws JOSEException {
        return switch (current.key()) {
            case RSAKey rsa -> new RSASSASigner(rsa);
            case ECKey ec -> new ECDSASigner(ec);
            case OctetSequenceKey secret -> new MACSigner(secret);
            default -> throw new JOSEException("no such kind of key");
        };
    }
}
