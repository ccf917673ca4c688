package dev.tardigrade.operator.grant;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one caveat takes away, as far as it is understood. */
final class Caveat {

    private static final int LAST_OBJECT_LOCK_OR_NOTIFICATION = 15;

    /** Locks, retention, legal hold, governance, object-lock settings and notifications. */
    private static final List<Integer> BESIDE_OBJECTS = List.of(5, 6, 7, 8, 9, 11, 12, 13, 14, 15);

    private static final int ALLOWED_PATH = 10;
    private static final int PATH_BUCKET = 1;
    private static final int PATH_PREFIX = 2;
    private static final int NOT_AFTER = 20;
    private static final int NOT_BEFORE = 21;
    private static final int MAX_OBJECT_TTL = 22;
    private static final int NONCE = 30;
    private static final int SECONDS = 1;
    private static final int NANOS = 2;

    private static final Caveat UNREADABLE = new Caveat(Set.of(), List.of(), Validity.ALWAYS, Optional.empty(), false);

    private final Set<Right> denied;
    private final List<Place> allowed;
    private final Validity validity;
    private final Optional<Duration> ttl;
    private final boolean understood;

    private Caveat(
            Set<Right> denied, List<Place> allowed, Validity validity, Optional<Duration> ttl, boolean understood) {
        this.denied = Right.copyOf(denied);
        this.allowed = List.copyOf(allowed);
        this.validity = validity;
        this.ttl = ttl;
        this.understood = understood;
    }

    Set<Right> denied() {
        return denied;
    }

    /** The only places that stay; none given means all. */
    List<Place> allowed() {
        return allowed;
    }

    Validity validity() {
        return validity;
    }

    /** The time that new objects may live at most. */
    Optional<Duration> ttl() {
        return ttl;
    }

    /** False where there may be more that it takes away. */
    boolean understood() {
        return understood;
    }

    /** A place in a bucket, as the satellite sees it. */
    record Place(Bytes bucket, Bytes encryptedPrefix) {

        boolean contains(Place other) {
            return bucket.equals(other.bucket)
                    && other.encryptedPrefix.startsWith(encryptedPrefix)
                    && endsComponent(other.encryptedPrefix);
        }

        private boolean endsComponent(Bytes longer) {
            int size = encryptedPrefix.size();
            return size == 0 || size == longer.size() || longer.at(size) == '/' || encryptedPrefix.at(size - 1) == '/';
        }
    }

    /** Never fails: what cannot be read is {@link #understood() not understood}. */
    static Caveat parse(Bytes message) {
        try {
            return read(Protobuf.fields(message));
        } catch (Protobuf.Malformed e) {
            return UNREADABLE;
        }
    }

    private static Caveat read(List<Protobuf.Field> fields) throws Protobuf.Malformed {
        Set<Right> denied = EnumSet.noneOf(Right.class);
        List<Place> allowed = new ArrayList<>();
        Instant notBefore = Instant.MIN;
        Instant notAfter = Instant.MAX;
        Optional<Duration> ttl = Optional.empty();
        boolean understood = true;
        for (Protobuf.Field field : fields) {
            Optional<Right> right = Right.ofCaveatField(field.number());
            if (right.isPresent()) {
                if (field.flag()) {
                    denied.add(right.get());
                }
                continue;
            }
            switch (field.number()) {
                case ALLOWED_PATH -> allowed.add(place(field.bytes()));
                case NOT_AFTER -> notAfter = instant(field.bytes());
                case NOT_BEFORE -> notBefore = instant(field.bytes());
                case MAX_OBJECT_TTL -> ttl = Optional.of(duration(field.bytes()));
                case NONCE -> field.bytes();
                // Object lock and bucket notifications: nothing that a registry uses.
                default -> understood &= field.number() <= LAST_OBJECT_LOCK_OR_NOTIFICATION;
            }
        }
        return new Caveat(denied, allowed, new Validity(notBefore, notAfter), ttl, understood);
    }

    private static Place place(Bytes message) throws Protobuf.Malformed {
        Bytes bucket = Bytes.EMPTY;
        Bytes prefix = Bytes.EMPTY;
        for (Protobuf.Field field : Protobuf.fields(message)) {
            switch (field.number()) {
                case PATH_BUCKET -> bucket = field.bytes();
                case PATH_PREFIX -> prefix = field.bytes();
                default -> throw new Protobuf.Malformed();
            }
        }
        return new Place(bucket, prefix);
    }

    private static Instant instant(Bytes message) throws Protobuf.Malformed {
        long seconds = seconds(message);
        try {
            return Instant.ofEpochSecond(seconds, nanos(message));
        } catch (DateTimeException | ArithmeticException e) {
            return seconds < 0 ? Instant.MIN : Instant.MAX;
        }
    }

    private static Duration duration(Bytes message) throws Protobuf.Malformed {
        try {
            return Duration.ofSeconds(seconds(message), nanos(message));
        } catch (ArithmeticException e) {
            throw new Protobuf.Malformed();
        }
    }

    private static long seconds(Bytes message) throws Protobuf.Malformed {
        return last(message, SECONDS);
    }

    private static int nanos(Bytes message) throws Protobuf.Malformed {
        return (int) last(message, NANOS);
    }

    private static long last(Bytes message, int number) throws Protobuf.Malformed {
        long value = 0;
        for (Protobuf.Field field : Protobuf.fields(message)) {
            if (field.number() == number) {
                value = field.varint();
            }
        }
        return value;
    }

    /** The caveat that takes away what {@code restriction} asks for and nothing else; the same bytes each time. */
    static Bytes encode(Restriction restriction, List<Place> allowed) {
        Protobuf.Writer out = new Protobuf.Writer();
        restriction.denied().forEach(right -> out.varint(right.caveatField(), 1));
        if (restriction.objectsAlone()) {
            BESIDE_OBJECTS.forEach(field -> out.varint(field, 1));
        }
        allowed.forEach(place -> out.message(
                ALLOWED_PATH,
                new Protobuf.Writer()
                        .bytes(PATH_BUCKET, place.bucket())
                        .bytes(PATH_PREFIX, place.encryptedPrefix())
                        .toBytes()));
        restriction
                .validity()
                .end()
                .ifPresent(end -> out.message(NOT_AFTER, time(end.getEpochSecond(), end.getNano())));
        restriction
                .validity()
                .start()
                .ifPresent(start -> out.message(NOT_BEFORE, time(start.getEpochSecond(), start.getNano())));
        restriction.ttl().ifPresent(ttl -> out.message(MAX_OBJECT_TTL, time(ttl.getSeconds(), ttl.getNano())));
        return out.bytes(NONCE, restriction.nonce()).toBytes();
    }

    private static Bytes time(long seconds, int nanos) {
        return new Protobuf.Writer()
                .varint(SECONDS, seconds)
                .varint(NANOS, nanos)
                .toBytes();
    }

    boolean allows(Place place) {
        return allowed.isEmpty() || allowed.stream().anyMatch(each -> each.contains(place));
    }
}
