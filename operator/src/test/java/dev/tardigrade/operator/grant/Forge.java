package dev.tardigrade.operator.grant;

import java.util.Arrays;
import java.util.List;

/** Makes grants that no tool of Storj would make. */
final class Forge {

    static final Bytes KEY = bytes(32, 7);
    static final String ADDRESS = "12EayRS2V1kEsWESU9QMRseFhdxYxKicsiFmxrsLZHeLUtdps3S@127.0.0.1:7777";

    private Forge() {}

    static Bytes bytes(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return Bytes.of(bytes);
    }

    static Bytes macaroon(Bytes... caveats) {
        Bytes serialized = new Macaroon(bytes(32, 1), List.of(caveats), bytes(32, 2)).serialize();
        return serialized;
    }

    /** Keys to everything, or to nothing where {@code defaultKey} is empty. */
    static Bytes keys(Bytes defaultKey, long cipher) {
        return new Protobuf.Writer().bytes(1, defaultKey).varint(3, cipher).toBytes();
    }

    static Bytes entry(String bucket, String path, String encryptedPath, long cipher) {
        return new Protobuf.Writer()
                .bytes(1, Bytes.utf8(bucket))
                .bytes(2, Bytes.utf8(path))
                .bytes(3, Bytes.utf8(encryptedPath))
                .bytes(4, KEY)
                .varint(5, cipher)
                .toBytes();
    }

    static Bytes keysWithEntries(Bytes... entries) {
        Protobuf.Writer keys = new Protobuf.Writer();
        for (Bytes entry : entries) {
            keys.message(2, entry);
        }
        return keys.varint(3, 1).toBytes();
    }

    static Bytes payload(String satellite, Bytes macaroon, Bytes keys) {
        return new Protobuf.Writer()
                .bytes(1, Bytes.utf8(satellite))
                .bytes(2, macaroon)
                .bytes(3, keys)
                .toBytes();
    }

    static GrantText text(Bytes payload) {
        return GrantText.of(Base58Check.encode(new Base58Check.Decoded(0, payload)));
    }

    /** A grant with keys to everything and these caveats, path cipher null. */
    static AccessGrant grant(Bytes... caveats) {
        return AccessGrant.parse(text(payload(ADDRESS, macaroon(caveats), keys(KEY, 1))));
    }

    static Bytes flag(int field) {
        return new Protobuf.Writer().varint(field, 1).toBytes();
    }

    static Bytes allowed(String bucket, String encryptedPrefix) {
        return new Protobuf.Writer()
                .message(
                        10,
                        new Protobuf.Writer()
                                .bytes(1, Bytes.utf8(bucket))
                                .bytes(2, Bytes.utf8(encryptedPrefix))
                                .toBytes())
                .toBytes();
    }
}
