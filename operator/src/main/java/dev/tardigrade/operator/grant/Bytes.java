package dev.tardigrade.operator.grant;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An immutable run of bytes. Never prints them: most are keys. */
final class Bytes {

    static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    static Bytes utf8(String value) {
        return new Bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toArray() {
        return value.clone();
    }

    /** As text, with a replacement character for what is not UTF-8. */
    String toText() {
        return new String(value, StandardCharsets.UTF_8);
    }

    int size() {
        return value.length;
    }

    boolean isEmpty() {
        return value.length == 0;
    }

    byte at(int index) {
        return value[index];
    }

    boolean startsWith(Bytes prefix) {
        return prefix.value.length <= value.length
                && Arrays.equals(value, 0, prefix.value.length, prefix.value, 0, prefix.value.length);
    }

    Bytes first(int count) {
        return new Bytes(Arrays.copyOf(value, count));
    }

    Bytes concat(Bytes other) {
        byte[] joined = Arrays.copyOf(value, value.length + other.value.length);
        System.arraycopy(other.value, 0, joined, value.length, other.value.length);
        return new Bytes(joined);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return value.length + " bytes";
    }
}
