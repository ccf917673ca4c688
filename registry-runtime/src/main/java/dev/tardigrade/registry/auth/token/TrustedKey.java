package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.Set;

/**
 * A key from the configuration, by which tokens are believed.
 *
 * @param ids that tokens may name it by
 */
record TrustedKey(Set<String> ids, JWK key) {

    private static final int MIN_RSA_BITS = 2048;
    private static final Set<JWSAlgorithm> RSA = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);

    TrustedKey {
        ids = Set.copyOf(ids);
    }

    /**
     * A public key, named as token servers do: by its thumbprint (RFC 7638) or by the fingerprint of Docker's libtrust.
     *
     * @throws IllegalArgumentException where it is too weak, or of a kind that signs no tokens
     */
    static TrustedKey of(PublicKey key) {
        JWK jwk = switch (key) {
            case RSAPublicKey rsa -> new RSAKey.Builder(rsa).build();
            case ECPublicKey ec -> elliptic(ec);
            default -> throw new IllegalArgumentException("a key is neither of RSA nor of a curve of NIST");
        };
        return of(jwk, Set.of(Libtrust.fingerprint(key)));
    }

    private static JWK elliptic(ECPublicKey key) {
        Curve curve = Curve.forECParameterSpec(key.getParams());
        if (curve == null) {
            throw new IllegalArgumentException("a key is of a curve that signs no tokens: take P-256");
        }
        return new ECKey.Builder(curve, key).build();
    }

    /** The same, of a key that is one already. */
    static TrustedKey of(JWK key, Set<String> moreIds) {
        if (key instanceof RSAKey rsa && rsa.size() < MIN_RSA_BITS) {
            throw new IllegalArgumentException("a key of RSA has less than " + MIN_RSA_BITS + " bits");
        }
        Set<String> ids = new HashSet<>(moreIds);
        if (key.getKeyID() != null) {
            ids.add(key.getKeyID());
        }
        try {
            ids.add(key.computeThumbprint().toString());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a key has no thumbprint", e);
        }
        return new TrustedKey(ids, key);
    }

    /** Whether this key can have signed by this algorithm: a public one never counts as the secret of an HMAC. */
    boolean fits(JWSAlgorithm algorithm) {
        return switch (key) {
            case RSAKey _ -> RSA.contains(algorithm);
            case ECKey ec ->
                JWSAlgorithm.Family.EC.contains(algorithm)
                        && Curve.forJWSAlgorithm(algorithm).contains(ec.getCurve());
            case OctetSequenceKey _ -> algorithm.equals(JWSAlgorithm.HS256);
            default -> false;
        };
    }

    JWSVerifier verifier() throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey ec -> new ECDSAVerifier(ec);
            case OctetSequenceKey secret -> new MACVerifier(secret);
            default -> throw new JOSEException("no such kind of key");
        };
    }
}
