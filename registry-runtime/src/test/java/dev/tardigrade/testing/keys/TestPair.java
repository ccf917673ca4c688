package dev.tardigrade.testing.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A certificate and its key as a Secret has them, made by OpenSSL once and for all: what is made of them can be compared. The operator judges
 * such pairs before the server does, so both are tested with the same ones.
 */
public record TestPair(String chain, String key) {

    /** One of these files. */
    public static TestPair of(String certificate, String key) {
        return new TestPair(text(certificate), text(key));
    }

    public static TestPair p256() {
        return of("p256.crt", "p256.sec1.key");
    }

    public static TestPair p521() {
        return of("p521.crt", "p521.sec1.key");
    }

    /** For programs with OpenSSL; the server has no such keys. */
    public static TestPair ed25519() {
        return of("ed25519.crt", "ed25519.pkcs8.key");
    }

    /** What the server starts with. */
    public static Stream<TestPair> good() {
        return Stream.of(
                of("rsa.crt", "rsa.pkcs1.key"),
                of("rsa.crt", "rsa.pkcs8.key"),
                p256(),
                of("p256.crt", "p256.pkcs8.key"),
                p521(),
                new TestPair("its issuer's words\n" + p256().chain + p521().chain, p256().key + p521().key),
                new TestPair(p256().chain.replace("\n", "\r\n"), p256().key.replace("\n", "\r\n")),
                new TestPair(p256().chain.strip() + " é", p256().key.strip()));
    }

    /** What neither the server starts with nor anything else. */
    public static Stream<TestPair> bad() {
        return Stream.of(
                new TestPair("hunter2", p256().key),
                new TestPair(p256().key, p256().key),
                new TestPair(cutOff(p256().chain), p256().key),
                new TestPair(block("CERTIFICATE"), p256().key),
                new TestPair(p256().chain + block("CERTIFICATE"), p256().key),
                new TestPair(p256().chain, "hunter2"),
                new TestPair(p256().chain, p256().chain),
                new TestPair(p256().chain, cutOff(p256().key)),
                of("p256.crt", "p521.sec1.key"),
                of("p256.crt", "rsa.pkcs1.key"),
                of("p256.crt", "rsa.pkcs8.key"),
                of("rsa.crt", "p256.sec1.key"),
                of("rsa.crt", "p256.pkcs8.key"),
                new TestPair(p521().chain + p256().chain, p256().key));
    }

    /** What the server does not start with, while another program may know the kind of key. */
    public static Stream<TestPair> badForServers() {
        return Stream.of(
                ed25519(),
                new TestPair(p256().chain, block("PRIVATE KEY")),
                new TestPair(p256().chain, block("EC PRIVATE KEY")),
                new TestPair(text("rsa.crt"), block("RSA PRIVATE KEY")),
                new TestPair(p256().chain, block("ENCRYPTED PRIVATE KEY")));
    }

    private static String cutOff(String pem) {
        return pem.substring(0, pem.length() - 40);
    }

    private static String block(String label) {
        return "-----BEGIN %s-----\naHVudGVyMg==\n-----END %s-----\n".formatted(label, label);
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(TestPair.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
