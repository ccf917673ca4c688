package dev.tardigrade.operator.grant;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key to what lies below one path of a bucket. From it the key to each longer path can be derived, and to no other. */
final class StoreEntry {

    private static final int BUCKET = 1;
    private static final int PATH = 2;
    private static final int ENCRYPTED_PATH = 3;
    private static final int KEY = 4;
    private static final int CIPHER = 5;

    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String SEPARATOR = "/";

    private final Caveat.Place place;
    private final Bytes path;
    private final Bytes key;
    private final PathCipher cipher;

    private StoreEntry(Caveat.Place place, Bytes path, Bytes key, PathCipher cipher) {
        this.place = place;
        this.path = path;
        this.key = key;
        this.cipher = cipher;
    }

    /** The entry of a whole bucket, below the project's default key. */
    static StoreEntry ofBucket(Bytes bucket, Bytes defaultKey, PathCipher cipher) {
        return new StoreEntry(new Caveat.Place(bucket, Bytes.EMPTY), Bytes.EMPTY, derive(defaultKey, bucket), cipher);
    }

    static StoreEntry parse(Bytes message) throws Protobuf.Malformed {
        Bytes bucket = Bytes.EMPTY;
        Bytes path = Bytes.EMPTY;
        Bytes encryptedPath = Bytes.EMPTY;
        Bytes key = Bytes.EMPTY;
        long cipher = 0;
        for (Protobuf.Field field : Protobuf.fields(message)) {
            switch (field.number()) {
                case BUCKET -> bucket = field.bytes();
                case PATH -> path = field.bytes();
                case ENCRYPTED_PATH -> encryptedPath = field.bytes();
                case KEY -> key = field.bytes();
                case CIPHER -> cipher = field.varint();
                default -> {
                    // Unknown fields carry nothing that the key needs.
                }
            }
        }
        if (key.size() != KEY_BYTES || components(path) != components(encryptedPath)) {
            throw new Protobuf.Malformed();
        }
        return new StoreEntry(new Caveat.Place(bucket, encryptedPath), path, key, PathCipher.require(cipher));
    }

    Bytes serialize() {
        return new Protobuf.Writer()
                .bytes(BUCKET, place.bucket())
                .bytes(PATH, path)
                .bytes(ENCRYPTED_PATH, place.encryptedPrefix())
                .bytes(KEY, key)
                .varint(CIPHER, cipher.number())
                .toBytes();
    }

    /** Where it leads, as the satellite sees it. */
    Caveat.Place place() {
        return place;
    }

    Bytes key() {
        return key;
    }

    PathCipher cipher() {
        return cipher;
    }

    /** Whether both lead to the same objects with the same key. */
    boolean opensLike(StoreEntry other) {
        return place.equals(other.place) && key.equals(other.key) && cipher == other.cipher;
    }

    /** Where it leads, without encryption. */
    String path() {
        return path.toText();
    }

    List<String> pathComponents() {
        return path.isEmpty() ? List.of() : List.of(path().split(SEPARATOR, -1));
    }

    /** @throws GrantException with {@code PrefixNotSupported} where the cipher cannot be computed here */
    StoreEntry child(String component) {
        Bytes plain = Bytes.utf8(component);
        Bytes childKey = derive(key, plain);
        Bytes segment = switch (cipher) {
            case NULL -> plain;
            case AES_GCM ->
                escape(encrypt(
                        plain, Hmac.SHA_512.sign(childKey, Bytes.utf8("nonce")).first(NONCE_BYTES)));
            case SECRET_BOX -> throw new GrantException(new GrantProblem.PrefixNotSupported(cipher));
        };
        return new StoreEntry(
                new Caveat.Place(place.bucket(), join(place.encryptedPrefix(), segment)),
                join(path, plain),
                childKey,
                cipher);
    }

    private static Bytes join(Bytes path, Bytes component) {
        return path.isEmpty() ? component : path.concat(Bytes.utf8(SEPARATOR)).concat(component);
    }

    private static Bytes derive(Bytes parent, Bytes component) {
        return Hmac.SHA_512.sign(parent, Bytes.utf8("path:").concat(component)).first(KEY_BYTES);
    }

    private Bytes encrypt(Bytes plain, Bytes nonce) {
        if (plain.isEmpty()) {
            // Storj's library makes no tag for an empty text.
            return nonce;
        }
        try {
            Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
            aes.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.toArray(), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce.toArray()));
            return nonce.concat(Bytes.of(aes.doFinal(plain.toArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Takes out the bytes 0 and 255 and the slash, and keeps the order: each of three pairs becomes its first with 1 or 2 behind it. */
    private static Bytes escape(Bytes segment) {
        byte[] escaped = new byte[1 + segment.size() * 2];
        int size = 0;
        escaped[size++] = 2;
        for (int i = 0; i < segment.size(); i++) {
            int value = Byte.toUnsignedInt(segment.at(i));
            switch (value) {
                case 0x00, 0x01 -> size = pair(escaped, size, 0x01, value);
                case 0x2e, 0x2f -> size = pair(escaped, size, 0x2e, value - 0x2e);
                case 0xfe, 0xff -> size = pair(escaped, size, 0xfe, value - 0xfe);
                default -> escaped[size++] = (byte) value;
            }
        }
        return Bytes.of(Arrays.copyOf(escaped, size));
    }

    private static int pair(byte[] out, int size, int mark, int which) {
        out[size] = (byte) mark;
        out[size + 1] = (byte) (which + 1);
        return size + 2;
    }

    private static int components(Bytes path) {
        int count = path.isEmpty() ? 0 : 1;
        for (int i = 0; i < path.size(); i++) {
            if (path.at(i) == '/') {
                count++;
            }
        }
        return count;
    }
}
