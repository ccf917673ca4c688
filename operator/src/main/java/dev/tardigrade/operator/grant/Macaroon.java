package dev.tardigrade.operator.grant;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The API key of a grant. Whoever holds it can append a caveat, and nobody can take one away: each tail is made with the one
 * before it as key.
 */
final class Macaroon {

    private static final int VERSION = 2;
    private static final int END = 0;
    private static final int IDENTIFIER = 2;
    private static final int SIGNATURE = 6;
    private static final int HASH_BYTES = 32;

    private final Bytes head;
    private final List<Bytes> caveats;
    private final Bytes tail;

    Macaroon(Bytes head, List<Bytes> caveats, Bytes tail) {
        this.head = head;
        this.caveats = List.copyOf(caveats);
        this.tail = tail;
    }

    /** As they were signed, byte for byte, whether understood or not. */
    List<Bytes> caveats() {
        return caveats;
    }

    static Macaroon parse(Bytes serialized) throws Protobuf.Malformed {
        ByteBuffer in = ByteBuffer.wrap(serialized.toArray());
        expect(in, VERSION);
        expect(in, IDENTIFIER);
        Bytes head = packet(in);
        expect(in, END);
        List<Bytes> caveats = new ArrayList<>();
        int type = next(in);
        while (type == IDENTIFIER) {
            caveats.add(packet(in));
            expect(in, END);
            type = next(in);
        }
        if (type != END) {
            throw new Protobuf.Malformed();
        }
        expect(in, SIGNATURE);
        Bytes tail = packet(in);
        if (head.size() != HASH_BYTES || tail.size() != HASH_BYTES || in.hasRemaining()) {
            throw new Protobuf.Malformed();
        }
        return new Macaroon(head, caveats, tail);
    }

    Bytes serialize() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        write(out, IDENTIFIER, head);
        out.write(END);
        for (Bytes caveat : caveats) {
            write(out, IDENTIFIER, caveat);
            out.write(END);
        }
        out.write(END);
        write(out, SIGNATURE, tail);
        return Bytes.of(out.toByteArray());
    }

    Macaroon append(Bytes caveat) {
        return new Macaroon(
                head, Stream.concat(caveats.stream(), Stream.of(caveat)).toList(), Hmac.SHA_256.sign(tail, caveat));
    }

    /** Whether this is that one, or was made of it by appending caveats; only who has that one can have done so. */
    boolean descendsFrom(Macaroon parent) {
        int kept = parent.caveats.size();
        if (caveats.size() < kept) {
            return false;
        }
        Macaroon again = parent;
        for (Bytes caveat : caveats.subList(kept, caveats.size())) {
            again = again.append(caveat);
        }
        return head.equals(again.head) && caveats.equals(again.caveats) && tail.equals(again.tail);
    }

    private static int next(ByteBuffer in) throws Protobuf.Malformed {
        return Protobuf.bytes(in, 1).at(0);
    }

    private static void expect(ByteBuffer in, int wanted) throws Protobuf.Malformed {
        if (next(in) != wanted) {
            throw new Protobuf.Malformed();
        }
    }

    private static Bytes packet(ByteBuffer in) throws Protobuf.Malformed {
        return Protobuf.bytes(in, Protobuf.varint(in));
    }

    private static void write(ByteArrayOutputStream out, int type, Bytes data) {
        out.write(type);
        Protobuf.writeVarint(out, data.size());
        out.writeBytes(data.toArray());
    }
}
