package dev.tardigrade.operator.grant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The keys of a grant. */
final class EncryptionAccess {

    private static final int DEFAULT_KEY = 1;
    private static final int STORE_ENTRY = 2;
    private static final int DEFAULT_CIPHER = 3;

    /** Opens every bucket that has no entry of its own; empty where the grant was cut down. */
    private final Bytes defaultKey;

    private final List<StoreEntry> entries;
    private final PathCipher defaultCipher;

    private EncryptionAccess(Bytes defaultKey, List<StoreEntry> entries, PathCipher defaultCipher) {
        this.defaultKey = defaultKey;
        this.entries = List.copyOf(entries);
        this.defaultCipher = defaultCipher;
    }

    static EncryptionAccess parse(Bytes message) throws Protobuf.Malformed {
        Bytes key = Bytes.EMPTY;
        List<StoreEntry> entries = new ArrayList<>();
        long cipher = 0;
        for (Protobuf.Field field : Protobuf.fields(message)) {
            switch (field.number()) {
                case DEFAULT_KEY -> key = field.bytes();
                case STORE_ENTRY -> entries.add(StoreEntry.parse(field.bytes()));
                case DEFAULT_CIPHER -> cipher = field.varint();
                default -> {
                    // Parameters that nobody reads any more.
                }
            }
        }
        boolean usable = key.isEmpty() ? !entries.isEmpty() : key.size() == StoreEntry.KEY_BYTES;
        if (!usable) {
            throw new Protobuf.Malformed();
        }
        // Grants older than the field have none, and all of that time used AES-GCM.
        return new EncryptionAccess(key, entries, cipher == 0 ? PathCipher.AES_GCM : PathCipher.require(cipher));
    }

    Bytes serialize() {
        Protobuf.Writer out = new Protobuf.Writer().bytes(DEFAULT_KEY, defaultKey);
        entries.forEach(entry -> out.message(STORE_ENTRY, entry.serialize()));
        return out.varint(DEFAULT_CIPHER, defaultCipher.number()).toBytes();
    }

    /** These keys and no other. */
    EncryptionAccess only(List<StoreEntry> kept) {
        return new EncryptionAccess(Bytes.EMPTY, kept, defaultCipher);
    }

    List<StoreEntry> entries() {
        return entries;
    }

    PathCipher defaultCipher() {
        return defaultCipher;
    }

    boolean opensEverything() {
        return !defaultKey.isEmpty();
    }

    /**
     * The entry for exactly this path, or empty where no key here leads to it.
     *
     * @throws GrantException with {@code PrefixNotSupported}
     */
    Optional<StoreEntry> narrowedTo(BucketPath path) {
        Bytes bucket = Bytes.utf8(path.bucket().value());
        return entries.stream()
                .filter(entry -> entry.place().bucket().equals(bucket))
                .filter(entry -> startsWith(path.components(), entry.pathComponents()))
                .max(Comparator.comparingInt(entry -> entry.pathComponents().size()))
                .or(() -> ofBucket(bucket))
                .map(base -> descend(base, path.components()));
    }

    /** What a place is called without encryption, or empty where no key here tells. */
    Optional<String> decrypt(Caveat.Place place) {
        return entries.stream()
                .filter(entry -> entry.place().contains(place))
                .max(Comparator.comparingInt(
                        entry -> entry.place().encryptedPrefix().size()))
                .or(() -> ofBucket(place.bucket()))
                .flatMap(base -> decrypt(base, place));
    }

    private static Optional<String> decrypt(StoreEntry base, Caveat.Place place) {
        if (base.place().equals(place)) {
            return Optional.of(base.path());
        }
        return base.cipher() == PathCipher.NULL
                ? Optional.of(place.encryptedPrefix().toText())
                : Optional.empty();
    }

    private Optional<StoreEntry> ofBucket(Bytes bucket) {
        return opensEverything()
                ? Optional.of(StoreEntry.ofBucket(bucket, defaultKey, defaultCipher))
                : Optional.empty();
    }

    private static StoreEntry descend(StoreEntry base, List<String> components) {
        StoreEntry entry = base;
        for (String component : components.subList(base.pathComponents().size(), components.size())) {
            entry = entry.child(component);
        }
        return entry;
    }

    private static boolean startsWith(List<String> path, List<String> prefix) {
        return prefix.size() <= path.size() && path.subList(0, prefix.size()).equals(prefix);
    }
}
