package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** Finds the public half of private keys: their files need not have it. */
final class KeyPairs {

    private KeyPairs() {}

    /** @throws IllegalArgumentException where a key is of a kind that signs no tokens */
    static JWK complete(PrivateKey key) {
        try {
            return switch (key) {
                case RSAPrivateCrtKey rsa -> {
                    var spec = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
                    var half = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
                    yield new RSAKey.Builder(half)
                            .privateKey(rsa)
                            .keyIDFromThumbprint()
                            .build();
                }
                case ECPrivateKey ec -> elliptic(ec);
                default -> throw new IllegalArgumentException("a key is neither of RSA nor of a curve of NIST");
            };
        } catch (GeneralSecurityException | com.nimbusds.jose.JOSEException e) {
            throw new IllegalArgumentException("a key is not sound", e);
        }
    }

    private static JWK elliptic(ECPrivateKey key) throws GeneralSecurityException, com.nimbusds.jose.JOSEException {
        ECParameterSpec parameters = key.getParams();
        Curve curve = Curve.forECParameterSpec(parameters);
        if (curve == null) {
            throw new IllegalArgumentException("a key is of a curve that signs no tokens: take P-256");
        }
        var spec = new ECPublicKeySpec(multiply(parameters, key.getS()), parameters);
        var half = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
        return new ECKey.Builder(curve, half)
                .privateKey(key)
                .keyIDFromThumbprint()
                .build();
    }

    /** The generator of the curve, added to itself so many times: once for each key that is read. */
    private static ECPoint multiply(ECParameterSpec parameters, BigInteger times) {
        BigInteger prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger slope = parameters.getCurve().getA();
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = times.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum, slope, prime);
            if (times.testBit(bit)) {
                sum = add(sum, parameters.getGenerator(), slope, prime);
            }
        }
        return sum;
    }

    private static ECPoint add(ECPoint one, ECPoint other, BigInteger a, BigInteger prime) {
        if (one.equals(ECPoint.POINT_INFINITY)) {
            return other;
        }
        if (other.equals(ECPoint.POINT_INFINITY)) {
            return one;
        }
        BigInteger x = one.getAffineX();
        BigInteger y = one.getAffineY();
        BigInteger rise;
        BigInteger run;
        if (one.equals(other)) {
            rise = x.pow(2).multiply(BigInteger.valueOf(3)).add(a);
            run = y.shiftLeft(1);
        } else {
            rise = other.getAffineY().subtract(y);
            run = other.getAffineX().subtract(x);
        }
        if (run.mod(prime).signum() == 0) {
            return ECPoint.POINT_INFINITY;
        }
        BigInteger steep = rise.multiply(run.modInverse(prime)).mod(prime);
        BigInteger sumX = steep.pow(2).subtract(x).subtract(other.getAffineX()).mod(prime);
        BigInteger sumY = steep.multiply(x.subtract(sumX)).subtract(y).mod(prime);
        return new ECPoint(sumX, sumY);
    }
}
