package dev.tardigrade.operator.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Writes JSON in UTF-8, which comes in pieces, in ASCII: outside of it there are letters in strings alone, and these can be escaped. */
final class JsonEscapes {

    private static final int ASCII = 0x80;

    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);

    /** The first bytes of a letter whose others come with the next piece. */
    private ByteBuffer begun = ByteBuffer.allocate(0);

    /** The next piece, as far as its letters are whole. It may be the same buffer. */
    ByteBuffer ascii(ByteBuffer piece) {
        if (!begun.hasRemaining() && isAscii(piece)) {
            return piece;
        }
        var bytes = ByteBuffer.allocate(begun.remaining() + piece.remaining())
                .put(begun)
                .put(piece)
                .flip();
        var letters = CharBuffer.allocate(bytes.remaining());
        decoder.decode(bytes, letters, false);
        begun = bytes;
        return US_ASCII.encode(escaped(letters.flip()));
    }

    private static boolean isAscii(ByteBuffer piece) {
        for (int i = piece.position(); i < piece.limit(); i++) {
            if (piece.get(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private static CharBuffer escaped(CharBuffer letters) {
        var text = new StringBuilder(letters.length() + 32);
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter < ASCII) {
                text.append(letter);
            } else {
                text.append("\\u%04x".formatted((int) letter));
            }
        }
        return CharBuffer.wrap(text);
    }
}
