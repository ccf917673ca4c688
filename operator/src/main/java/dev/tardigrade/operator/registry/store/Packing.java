package dev.tardigrade.operator.registry.store;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Makes texts small that are much alike: each is told by what it has not in common with the first one. */
final class Packing {

    /** More of a dictionary is not looked at. */
    private static final int LONGEST = 32 * 1024;

    private volatile byte[] dictionary = {};

    /** A text made small, for the packing that made it. */
    static final class Packed {

        private final byte[] bytes;
        private final int length;

        private Packed(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        /** Bytes that it takes. */
        int size() {
            return bytes.length;
        }
    }

    synchronized Packed pack(byte[] text) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(text);
            deflater.finish();
            return new Packed(all(deflater, text.length), text.length);
        } finally {
            deflater.end();
            if (dictionary.length == 0 && text.length <= LONGEST) {
                dictionary = text.clone();
            }
        }
    }

    byte[] unpack(Packed packed) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed.bytes);
            var text = new byte[packed.length];
            var length = inflater.inflate(text);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(dictionary);
                length = inflater.inflate(text);
            }
            if (length != text.length) {
                throw new IllegalStateException("a text of %d bytes has become %d".formatted(text.length, length));
            }
            return text;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a text that was packed here is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] all(Deflater deflater, int length) {
        // what cannot be made smaller grows by some bytes for each 16 KiB
        var buffer = new byte[length + length / 1024 + 64];
        var used = 0;
        while (!deflater.finished()) {
            if (used == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            used += deflater.deflate(buffer, used, buffer.length - used);
        }
        return Arrays.copyOf(buffer, used);
    }
}
