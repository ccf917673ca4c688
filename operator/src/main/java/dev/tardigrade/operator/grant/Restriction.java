package dev.tardigrade.operator.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What to take away from a grant. Immutable: each method answers a copy that takes away more, and nothing that was not asked for. */
public final class Restriction {

    private static final Restriction NONE =
            new Restriction(List.of(), Set.of(), false, Validity.ALWAYS, Optional.empty(), Bytes.EMPTY);
    private static final int LONGEST_NONCE_BYTES = 64;
    /** What the protocol's time stamps can hold. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Duration LONGEST_TTL = Duration.ofNanos(Long.MAX_VALUE);

    private final List<BucketPath> paths;
    private final Set<Right> denied;
    private final boolean objectsAlone;
    private final Validity validity;
    private final Optional<Duration> ttl;
    private final Bytes nonce;

    private Restriction(
            List<BucketPath> paths,
            Set<Right> denied,
            boolean objectsAlone,
            Validity validity,
            Optional<Duration> ttl,
            Bytes nonce) {
        this.paths = List.copyOf(paths);
        this.denied = Right.copyOf(denied);
        this.objectsAlone = objectsAlone;
        this.validity = validity;
        this.ttl = ttl;
        this.nonce = nonce;
    }

    /** Takes nothing away. A grant restricted by this alone is another grant that allows the same. */
    public static Restriction none() {
        return NONE;
    }

    /** Leaves only this path, and those given before. */
    public Restriction to(BucketPath path) {
        List<BucketPath> more = new ArrayList<>(paths);
        more.add(path);
        return new Restriction(more, denied, objectsAlone, validity, ttl, nonce);
    }

    /** Takes these rights away, too. */
    public Restriction without(Collection<Right> rights) {
        Set<Right> more = EnumSet.noneOf(Right.class);
        more.addAll(denied);
        more.addAll(rights);
        return new Restriction(paths, more, objectsAlone, validity, ttl, nonce);
    }

    /** Takes away all that is not about reading, writing, listing and deleting: object lock, retention, legal hold, notifications. */
    public Restriction toObjectsAlone() {
        return new Restriction(paths, denied, true, validity, ttl, nonce);
    }

    /** Lets the grant work from this instant on. */
    public Restriction notBefore(Instant start) {
        return within(new Validity(start, validity.notAfter()));
    }

    /** Lets the grant work up to this instant. */
    public Restriction notAfter(Instant end) {
        return within(new Validity(validity.notBefore(), end));
    }

    private Restriction within(Validity window) {
        if (window.isEmpty()) {
            throw new IllegalArgumentException("the end must not be before the beginning");
        }
        if (window.start()
                .filter(Restriction::isOutOfRange)
                .or(window::end)
                .filter(Restriction::isOutOfRange)
                .isPresent()) {
            throw new IllegalArgumentException("times must lie in the years 1 to 9999");
        }
        return new Restriction(paths, denied, objectsAlone, window, ttl, nonce);
    }

    /** New objects get an end at most this long after their creation; positive, at most 292 years. */
    public Restriction maxObjectTtl(Duration longest) {
        if (!longest.isPositive() || longest.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("the time that objects may live must be positive and at most 292 years");
        }
        return new Restriction(paths, denied, objectsAlone, validity, Optional.of(longest), nonce);
    }

    /** Makes the grant differ from others that allow the same, so that it can be revoked alone; 1 to 64 bytes. */
    public Restriction nonce(byte[] bytes) {
        if (bytes.length < 1 || bytes.length > LONGEST_NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce must have 1 to 64 bytes");
        }
        return new Restriction(paths, denied, objectsAlone, validity, ttl, Bytes.of(bytes));
    }

    private static boolean isOutOfRange(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST);
    }

    List<BucketPath> paths() {
        return paths;
    }

    Set<Right> denied() {
        return denied;
    }

    boolean objectsAlone() {
        return objectsAlone;
    }

    Validity validity() {
        return validity;
    }

    Optional<Duration> ttl() {
        return ttl;
    }

    Bytes nonce() {
        return nonce;
    }
}
