package dev.tardigrade.registry.auth.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads sets of keys in JSON (RFC 7517). */
final class JwkSet {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_KEYS = 256;

    private JwkSet() {}

    /** The keys of a file, all of which must be fit to verify tokens. Throws an {@link IOException} that names the file. */
    static List<TrustedKey> read(Path file) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MAX_BYTES), UTF_8);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: it must be a file that this user may read", e);
        }
        try {
            List<JWK> keys = JWKSet.parse(text).getKeys();
            if (keys.isEmpty() || keys.stream().anyMatch(OctetSequenceKey.class::isInstance)) {
                throw new IOException(file + " must hold public keys, and no other ones");
            }
            return keys.stream().map(key -> TrustedKey.of(key, Set.of())).toList();
        } catch (ParseException e) {
            throw new IOException(file + " is not a set of keys in JSON (RFC 7517)", e);
        }
    }

    /** Those keys of a set that are fit to verify tokens: issuers publish others beside them. Throws where there is none. */
    static List<TrustedKey> usable(String text) throws IOException {
        List<TrustedKey> usable = new ArrayList<>();
        try {
            for (JWK key : JWKSet.parse(text).getKeys()) {
                if (!(key instanceof OctetSequenceKey) && !KeyUse.ENCRYPTION.equals(key.getKeyUse())) {
                    add(key, usable);
                }
            }
        } catch (ParseException e) {
            throw new IOException("its keys are not a set of keys in JSON (RFC 7517)", e);
        }
        if (usable.isEmpty() || usable.size() > MAX_KEYS) {
            throw new IOException(
                    "it publishes " + usable.size() + " keys that verify tokens: it must be 1 to " + MAX_KEYS);
        }
        return usable;
    }

    private static void add(JWK key, List<TrustedKey> usable) {
        try {
            usable.add(TrustedKey.of(key, Set.of()));
        } catch (IllegalArgumentException _) {
            // Too weak: what it signed is not believed.
        }
    }
}
