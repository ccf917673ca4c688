package dev.tardigrade.operator.grant;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As much of the protobuf wire format as grants need. Reading is strict: no groups, no overlong or over-large numbers. */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int WIRE_TYPE_BITS = 3;
    private static final int HIGHEST_FIELD = (1 << 29) - 1;

    private Protobuf() {}

    /** The bytes are not what they should be. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed", null, false, false);
        }
    }

    /** One field of a message; fields of fixed width have no value here, since grants have none. */
    static final class Field {

        private final int number;
        private final @Nullable Long varint;
        private final @Nullable Bytes bytes;

        private Field(int number, @Nullable Long varint, @Nullable Bytes bytes) {
            this.number = number;
            this.varint = varint;
            this.bytes = bytes;
        }

        int number() {
            return number;
        }

        long varint() throws Malformed {
            if (varint == null) {
                throw new Malformed();
            }
            return varint;
        }

        boolean flag() throws Malformed {
            return varint() != 0;
        }

        Bytes bytes() throws Malformed {
            if (bytes == null) {
                throw new Malformed();
            }
            return bytes;
        }
    }

    /** All fields in the order in which they stand there. */
    static List<Field> fields(Bytes message) throws Malformed {
        ByteBuffer in = ByteBuffer.wrap(message.toArray());
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            long number = tag >>> WIRE_TYPE_BITS;
            if (number < 1 || number > HIGHEST_FIELD) {
                throw new Malformed();
            }
            fields.add(field(in, (int) number, (int) tag & 7));
        }
        return fields;
    }

    private static Field field(ByteBuffer in, int number, int wireType) throws Malformed {
        return switch (wireType) {
            case VARINT -> new Field(number, varint(in), null);
            case LENGTH_DELIMITED -> new Field(number, null, bytes(in, varint(in)));
            case FIXED64 -> {
                bytes(in, Long.BYTES);
                yield new Field(number, null, null);
            }
            case FIXED32 -> {
                bytes(in, Integer.BYTES);
                yield new Field(number, null, null);
            }
            default -> throw new Malformed();
        };
    }

    /** An unsigned number of at most 64 bits in groups of 7, least significant first, in as few bytes as possible. */
    static long varint(ByteBuffer in) throws Malformed {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!in.hasRemaining()) {
                throw new Malformed();
            }
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if ((next == 0 && shift > 0) || (shift == 63 && next > 1)) {
                    throw new Malformed();
                }
                return value;
            }
        }
        throw new Malformed();
    }

    static Bytes bytes(ByteBuffer in, long count) throws Malformed {
        if (count < 0 || count > in.remaining()) {
            throw new Malformed();
        }
        byte[] bytes = new byte[(int) count];
        in.get(bytes);
        return Bytes.of(bytes);
    }

    static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Writes a message; callers give fields in ascending order. What has its default value is left out. */
    static final class Writer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer varint(int field, long value) {
            if (value != 0) {
                writeVarint(out, ((long) field << WIRE_TYPE_BITS) | VARINT);
                writeVarint(out, value);
            }
            return this;
        }

        Writer bytes(int field, Bytes value) {
            return value.isEmpty() ? this : message(field, value);
        }

        /** Unlike {@link #bytes} also where it is empty. */
        Writer message(int field, Bytes value) {
            writeVarint(out, ((long) field << WIRE_TYPE_BITS) | LENGTH_DELIMITED);
            writeVarint(out, value.size());
            out.writeBytes(value.toArray());
            return this;
        }

        Bytes toBytes() {
            return Bytes.of(out.toByteArray());
        }
    }
}
