package dev.tardigrade.registry.files;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Reads and writes elements of DER, as far as private keys need it. */
final class Der {

    static final int OCTETS = 0x04;
    static final int SEQUENCE = 0x30;
    /** The explicit tag of the curve in SEC 1. */
    static final int PARAMETERS = 0xA0;

    private final ByteBuffer elements;

    Der(byte[] elements) {
        this.elements = ByteBuffer.wrap(elements);
    }

    private Der(ByteBuffer elements) {
        this.elements = elements;
    }

    /** What is in the next element. Throws {@link IllegalArgumentException} where it has another tag. */
    Der enter(int tag) {
        if (!elements.hasRemaining() || (elements.get() & 0xFF) != tag) {
            throw new IllegalArgumentException("no such element");
        }
        return new Der(content());
    }

    /** Leaves the next element out. */
    void skip() {
        if (!elements.hasRemaining()) {
            throw new IllegalArgumentException("no more elements");
        }
        elements.get();
        content();
    }

    /** All that is left. */
    byte[] whole() {
        byte[] bytes = new byte[elements.remaining()];
        elements.get(bytes);
        return bytes;
    }

    private ByteBuffer content() {
        int length = length();
        if (length > elements.remaining()) {
            throw new IllegalArgumentException("an element is cut off");
        }
        ByteBuffer content = elements.slice(elements.position(), length);
        elements.position(elements.position() + length);
        return content;
    }

    private int length() {
        int length = next();
        if (length < 0x80) {
            return length;
        }
        int bytes = length & 0x7F;
        if (bytes > 2) {
            throw new IllegalArgumentException("an element is too long");
        }
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | next();
        }
        return value;
    }

    private int next() {
        if (!elements.hasRemaining()) {
            throw new IllegalArgumentException("an element is cut off");
        }
        return elements.get() & 0xFF;
    }

    /** One element of these parts; shorter than 64 KiB. */
    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.size() < 0x80) {
            out.write(content.size());
        } else {
            out.write(0x82);
            out.write(content.size() >> 8);
            out.write(content.size());
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
