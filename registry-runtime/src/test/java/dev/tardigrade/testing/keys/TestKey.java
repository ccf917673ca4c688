package dev.tardigrade.testing.keys;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A pair of keys, and certificates for it. */
public record TestKey(KeyPair pair) {

    /** Of RSA, 2048 bits. */
    public static TestKey rsa() {
        return rsa(2048);
    }

    public static TestKey rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new TestKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a curve, for instance {@code secp256r1}. */
    public static TestKey ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new TestKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key in PKCS#8. */
    public String pkcs8() {
        try {
            return pem(new JcaPKCS8Generator(pair.getPrivate(), null).generate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The private key in PKCS#1 for RSA, or in SEC 1 for a curve. */
    public String traditional() {
        return pair.getPrivate() instanceof ECPrivateKey key ? sec1(key) : pem(pair.getPrivate());
    }

    /** As OpenSSL writes it, with the name of the curve and the public half. */
    private String sec1(ECPrivateKey key) {
        var info = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        int bits = key.getParams().getOrder().bitLength();
        var content = new org.bouncycastle.asn1.sec.ECPrivateKey(
                bits, key.getS(), info.getPublicKeyData(), info.getAlgorithm().getParameters());
        try {
            return pem(new PemObject("EC PRIVATE KEY", content.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A certificate of a server on loopback that signs itself, good for a day. */
    public X509Certificate certificate(String name) {
        return certificate(name, Optional.empty(), Instant.now(), false);
    }

    /** A certificate of an authority that signs itself. */
    public X509Certificate authority(String name) {
        return certificate(name, Optional.empty(), Instant.now(), true);
    }

    /** A certificate for another key. */
    public X509Certificate sign(X509Certificate own, TestKey other, String name, Instant from) {
        return other.certificate(name, Optional.of(new Signer(own, this)), from, false);
    }

    private X509Certificate certificate(String name, Optional<Signer> by, Instant from, boolean authority) {
        X500Principal subject = new X500Principal("CN=" + name);
        TestKey signing = by.map(Signer::key).orElse(this);
        String algorithm = signing.pair.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    by.map(signer -> signer.certificate.getSubjectX500Principal())
                            .orElse(subject),
                    new BigInteger(64, new java.security.SecureRandom()),
                    Date.from(from.minusSeconds(60)),
                    Date.from(from.plus(Duration.ofDays(1))),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            }));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(algorithm).build(signing.pair.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Anything that there is in PEM. */
    public static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private record Signer(X509Certificate certificate, TestKey key) {}
}
