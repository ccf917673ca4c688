package dev.tardigrade.operator.grant;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Bytes as text with a version and a checksum. Takes time by the square of the length: callers bound it. */
final class Base58Check {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final char ZERO = ALPHABET.charAt(0);
    private static final int CHECKSUM_BYTES = 4;
    /** As many digits as fit a long together. */
    private static final int GROUP = 10;

    private static final BigInteger GROUP_BASE = BigInteger.valueOf(58).pow(GROUP);

    private Base58Check() {}

    /** What a text stood for. */
    record Decoded(int version, Bytes payload) {}

    /** @throws GrantException with {@code NotBase58} or {@code ChecksumMismatch} */
    static Decoded decode(CharSequence text) {
        byte[] raw = digitsToBytes(text);
        if (raw.length < 1 + CHECKSUM_BYTES) {
            throw new GrantException(new GrantProblem.ChecksumMismatch());
        }
        byte[] body = Arrays.copyOf(raw, raw.length - CHECKSUM_BYTES);
        if (!Arrays.equals(checksum(body), 0, CHECKSUM_BYTES, raw, body.length, raw.length)) {
            throw new GrantException(new GrantProblem.ChecksumMismatch());
        }
        return new Decoded(Byte.toUnsignedInt(body[0]), Bytes.of(Arrays.copyOfRange(body, 1, body.length)));
    }

    /** Characters that the text of a payload has at most; at times one or two fewer. */
    static int longestText(Bytes payload) {
        return (1 + payload.size() + CHECKSUM_BYTES) * 138 / 100 + 1;
    }

    static String encode(Decoded content) {
        Bytes body = Bytes.of(new byte[] {(byte) content.version()}).concat(content.payload());
        return bytesToDigits(body.concat(Bytes.of(checksum(body.toArray())).first(CHECKSUM_BYTES))
                .toArray());
    }

    private static byte[] digitsToBytes(CharSequence text) {
        BigInteger number = BigInteger.ZERO;
        for (int start = 0; start < text.length(); start += GROUP) {
            int end = Math.min(start + GROUP, text.length());
            long group = 0;
            for (int i = start; i < end; i++) {
                group = group * 58 + digit(text, i);
            }
            number = number.multiply(
                            end - start == GROUP
                                    ? GROUP_BASE
                                    : BigInteger.valueOf(58).pow(end - start))
                    .add(BigInteger.valueOf(group));
        }
        byte[] magnitude = unsigned(number);
        int zeros = (int) text.chars().takeWhile(digit -> digit == ZERO).count();
        byte[] bytes = new byte[zeros + magnitude.length];
        System.arraycopy(magnitude, 0, bytes, zeros, magnitude.length);
        return bytes;
    }

    private static String bytesToDigits(byte[] bytes) {
        StringBuilder reversed = new StringBuilder(bytes.length * 138 / 100 + 1);
        BigInteger number = new BigInteger(1, bytes);
        while (number.signum() > 0) {
            BigInteger[] parts = number.divideAndRemainder(GROUP_BASE);
            number = parts[0];
            long group = parts[1].longValueExact();
            // All digits of a group but those in front of the whole number.
            for (int i = 0; i < GROUP && (group > 0 || number.signum() > 0); i++) {
                reversed.append(ALPHABET.charAt((int) (group % 58)));
                group /= 58;
            }
        }
        int zeros = (int)
                IntStream.range(0, bytes.length).takeWhile(i -> bytes[i] == 0).count();
        return reversed.repeat(ZERO, zeros).reverse().toString();
    }

    private static int digit(CharSequence text, int index) {
        int digit = ALPHABET.indexOf(text.charAt(index));
        if (digit < 0) {
            throw new GrantException(new GrantProblem.NotBase58(index + 1));
        }
        return digit;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    private static byte[] checksum(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return sha256.digest(sha256.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
