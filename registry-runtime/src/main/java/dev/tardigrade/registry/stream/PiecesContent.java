package dev.tardigrade.registry.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

record PiecesContent(List<Piece> pieces, long size) implements Content {

    @Override
    public InputStream open() {
        return new PiecesInputStream();
    }

    private final class PiecesInputStream extends InputStream {

        private int piece;
        private int offset;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            Objects.checkFromIndexSize(start, length, bytes.length);
            while (piece < pieces.size() && offset == pieces.get(piece).size()) {
                piece++;
                offset = 0;
            }
            if (length == 0) {
                return 0;
            }
            if (piece == pieces.size()) {
                return -1;
            }
            int count = pieces.get(piece).copyTo(bytes, start, offset, length);
            offset += count;
            return count;
        }
    }
}
