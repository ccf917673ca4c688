package dev.tardigrade.operator.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An access grant: where the satellite is, what may be done there, and the keys to what lies there. Immutable.
 *
 * <p>What it tells is what its own text says. Whether the satellite still honours it (it may be revoked) only the satellite knows.
 */
public final class AccessGrant {

    /** Longest text that is read or made, in characters. */
    public static final int LONGEST_TEXT = 16_384;

    private static final int VERSION = 0;
    private static final int SATELLITE = 1;
    private static final int API_KEY = 2;
    private static final int ENCRYPTION_ACCESS = 3;

    private final SatelliteAddress satellite;
    private final Macaroon apiKey;
    private final EncryptionAccess encryption;
    private final List<Caveat> caveats;
    private final Coverage coverage;

    private AccessGrant(SatelliteAddress satellite, Macaroon apiKey, EncryptionAccess encryption) {
        this.satellite = satellite;
        this.apiKey = apiKey;
        this.encryption = encryption;
        this.caveats = apiKey.caveats().stream().map(Caveat::parse).toList();
        this.coverage = coverage(caveats, encryption);
    }

    /**
     * Reads a grant. Ends soon and needs little memory, whatever the text.
     *
     * @throws GrantException where the text is no access grant
     */
    public static AccessGrant parse(GrantText text) {
        String digits = text.reveal();
        if (digits.isEmpty()) {
            throw new GrantException(new GrantProblem.Empty());
        }
        if (digits.length() > LONGEST_TEXT) {
            throw new GrantException(new GrantProblem.TooLong(LONGEST_TEXT));
        }
        Base58Check.Decoded decoded = Base58Check.decode(digits);
        if (decoded.version() != VERSION) {
            throw new GrantException(new GrantProblem.VersionUnknown(decoded.version()));
        }
        return envelope(decoded.payload());
    }

    private static AccessGrant envelope(Bytes payload) {
        GrantProblem.Part part = GrantProblem.Part.ENVELOPE;
        try {
            Bytes address = Bytes.EMPTY;
            Bytes key = Bytes.EMPTY;
            Bytes access = Bytes.EMPTY;
            for (Protobuf.Field field : Protobuf.fields(payload)) {
                switch (field.number()) {
                    case SATELLITE -> address = field.bytes();
                    case API_KEY -> key = field.bytes();
                    case ENCRYPTION_ACCESS -> access = field.bytes();
                    default -> {
                        // Storj's own libraries drop what they do not know, too.
                    }
                }
            }
            part = GrantProblem.Part.API_KEY;
            Macaroon macaroon = Macaroon.parse(key);
            part = GrantProblem.Part.ENCRYPTION;
            EncryptionAccess encryption = EncryptionAccess.parse(access);
            return new AccessGrant(satellite(address.toText()), macaroon, encryption);
        } catch (Protobuf.Malformed e) {
            throw new GrantException(new GrantProblem.NotAGrant(part));
        }
    }

    private static SatelliteAddress satellite(String address) {
        if (!SatelliteAddress.isValid(address)) {
            throw new GrantException(new GrantProblem.SatelliteInvalid());
        }
        return new SatelliteAddress(address);
    }

    private static Coverage coverage(List<Caveat> caveats, EncryptionAccess keys) {
        if (keys.opensEverything()
                && caveats.stream().allMatch(caveat -> caveat.allowed().isEmpty())) {
            return new Coverage.Everything();
        }
        Stream<Caveat.Place> named = caveats.stream().flatMap(caveat -> caveat.allowed().stream());
        Stream<Caveat.Place> opened = keys.entries().stream().map(StoreEntry::place);
        return new Coverage.Only(Stream.concat(opened, named)
                .distinct()
                .filter(place -> caveats.stream().allMatch(caveat -> caveat.allows(place)))
                .flatMap(place -> path(place, keys).stream())
                .distinct()
                .toList());
    }

    private static Optional<BucketPath> path(Caveat.Place place, EncryptionAccess keys) {
        String bucket = place.bucket().toText();
        if (!BucketName.isValid(bucket)) {
            return Optional.empty();
        }
        return keys.decrypt(place).flatMap(prefix -> BucketPath.ifValid(new BucketName(bucket), prefix));
    }

    public SatelliteAddress satellite() {
        return satellite;
    }

    /** What may be done where and when the grant works. */
    public Set<Right> rights() {
        Set<Right> rights = EnumSet.allOf(Right.class);
        caveats.forEach(caveat -> rights.removeAll(caveat.denied()));
        return Right.copyOf(rights);
    }

    /** When the grant works, all its caveats taken together. */
    public Validity validity() {
        return caveats.stream().map(Caveat::validity).reduce(Validity.ALWAYS, Validity::and);
    }

    /**
     * Where the grant works, all its caveats and keys taken together. Leaves out what no S3 client can address: names that are no
     * {@link BucketName} and prefixes that are no {@link BucketPath}.
     */
    public Coverage coverage() {
        return coverage;
    }

    /** How keys of objects are encrypted in buckets that have no key of their own in this grant. */
    public PathCipher defaultPathCipher() {
        return encryption.defaultCipher();
    }

    /** The longest time that new objects may live, where there is a limit. */
    public Optional<Duration> maxObjectTtl() {
        return caveats.stream().flatMap(caveat -> caveat.ttl().stream()).min(Duration::compareTo);
    }

    /** False where a caveat may take away more than this class knows of. */
    public boolean isFullyUnderstood() {
        return caveats.stream().allMatch(Caveat::understood);
    }

    /** Why the grant does not do for these rights at this place and time; empty where it does. */
    public List<GrantProblem> problems(BucketPath path, Set<Right> needed, Instant now) {
        List<GrantProblem> problems = new ArrayList<>();
        Validity validity = validity();
        if (validity.isEmpty()) {
            problems.add(new GrantProblem.NeverValid());
        } else if (now.isAfter(validity.notAfter())) {
            problems.add(new GrantProblem.Expired(validity.notAfter()));
        } else if (now.isBefore(validity.notBefore())) {
            problems.add(new GrantProblem.NotYetValid(validity.notBefore()));
        }
        Set<Right> missing = EnumSet.noneOf(Right.class);
        missing.addAll(needed);
        missing.removeAll(rights());
        if (!missing.isEmpty()) {
            problems.add(new GrantProblem.RightsMissing(missing));
        }
        if (!coverage.contains(path)) {
            problems.add(new GrantProblem.NotCovered(path));
        }
        return List.copyOf(problems);
    }

    /**
     * A child of this grant that allows less, made without asking the satellite. The same restriction gives the same child.
     *
     * @throws GrantException where a path is not covered or cannot be cut out, or the child would be too long
     */
    public AccessGrant restrict(Restriction restriction) {
        List<StoreEntry> entries = restriction.paths().stream().map(this::entry).toList();
        List<Caveat.Place> places = entries.stream().map(StoreEntry::place).toList();
        AccessGrant child = new AccessGrant(
                satellite,
                apiKey.append(Caveat.encode(restriction, places)),
                entries.isEmpty() ? encryption : encryption.only(entries));
        if (Base58Check.longestText(child.payload()) > LONGEST_TEXT) {
            throw new GrantException(new GrantProblem.TooManyCaveats(LONGEST_TEXT));
        }
        return child;
    }

    /** Whether this was made by cutting that one down, by whomever, or is that one. */
    public boolean isCutFrom(AccessGrant parent) {
        return satellite.isSameAs(parent.satellite) && apiKey.descendsFrom(parent.apiKey);
    }

    /** Whether both open what lies below this path with the same key; if not, neither sees what the other writes there. */
    public boolean opensLike(AccessGrant other, BucketPath path) {
        Optional<StoreEntry> mine = encryption.narrowedTo(path);
        return mine.isPresent()
                && other.encryption
                        .narrowedTo(path)
                        .filter(mine.get()::opensLike)
                        .isPresent();
    }

    private StoreEntry entry(BucketPath path) {
        return Optional.of(path)
                .filter(coverage::contains)
                .flatMap(encryption::narrowedTo)
                .orElseThrow(() -> new GrantException(new GrantProblem.NotCovered(path)));
    }

    public GrantText serialize() {
        return GrantText.of(Base58Check.encode(new Base58Check.Decoded(VERSION, payload())));
    }

    private Bytes payload() {
        return new Protobuf.Writer()
                .bytes(SATELLITE, Bytes.utf8(satellite.value()))
                .bytes(API_KEY, apiKey.serialize())
                .bytes(ENCRYPTION_ACCESS, encryption.serialize())
                .toBytes();
    }

    /** Names the satellite and no secret. */
    @Override
    public String toString() {
        return "access grant for " + satellite;
    }
}
