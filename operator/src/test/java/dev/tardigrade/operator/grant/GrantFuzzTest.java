package dev.tardigrade.operator.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever the input: a grant, or a {@link GrantException} that says why not, soon. */
final class GrantFuzzTest {

    private static final int HUGE = 50_000_000;
    private static final BucketName REGISTRY = new BucketName("registry");

    @Property
    void anyTextIsAGrantOrRefused(@ForAll String text) {
        survives(GrantText.of(text));
    }

    @Property
    void anyBase58TextIsAGrantOrRefused(@ForAll("base58") @StringLength(max = 500) String text) {
        survives(GrantText.of(text));
    }

    @Property
    void anyPayloadWithARightChecksumIsAGrantOrRefused(@ForAll @Size(max = 500) byte[] payload) {
        survives(Forge.text(Bytes.of(payload)));
    }

    @Property(tries = 5000)
    void aMutatedGrantWithARightChecksumIsAGrantOrRefused(
            @ForAll("valid") AccessGrant grant, @ForAll("mutations") List<Mutation> mutations) {
        byte[] payload =
                Base58Check.decode(grant.serialize().reveal()).payload().toArray();
        for (Mutation mutation : mutations) {
            payload = mutation.apply(payload);
        }
        survives(Forge.text(Bytes.of(payload)));
    }

    @Property
    void anyCaveatsLeaveAGrantThatCanBeReadAndCutFurther(@ForAll @Size(max = 8) List<byte[]> caveats) {
        AccessGrant grant = Forge.grant(caveats.stream().map(Bytes::of).toArray(Bytes[]::new));
        AccessGrant child = survives(grant.restrict(Restriction.none().without(Set.of(Right.WRITE)))
                        .serialize())
                .orElseThrow();
        assertThat(grant.rights()).containsAll(child.rights());
    }

    @Property
    void aChildAllowsWhatBothItsParentAndTheRestrictionAllow(
            @ForAll("restrictions") Restriction first, @ForAll("restrictions") Restriction second) {
        AccessGrant parent = Vectors.parent(PathCipher.AES_GCM).restrict(first);
        AccessGrant child = parent.restrict(second);
        AccessGrant reread = AccessGrant.parse(child.serialize());
        assertThat(reread.serialize()).isEqualTo(child.serialize());
        assertThat(reread.coverage()).isEqualTo(child.coverage());
        assertThat(reread.rights())
                .isEqualTo(both(
                        parent.rights(),
                        Vectors.parent(PathCipher.AES_GCM).restrict(second).rights()));
        assertThat(reread.validity()).isEqualTo(first.validity().and(second.validity()));
        assertThat(reread.isFullyUnderstood()).isTrue();
    }

    @Example
    void aHugeTextIsRefusedAtOnce() {
        soon(GrantText.of("z".repeat(HUGE)));
    }

    @Example
    void theLongestTextIsRefusedSoon() {
        soon(GrantText.of("z".repeat(AccessGrant.LONGEST_TEXT)));
        soon(GrantText.of("1".repeat(AccessGrant.LONGEST_TEXT)));
    }

    @Example
    void asManyCaveatsAsFitAreReadSoon() {
        Bytes[] caveats = new Bytes[3800];
        Arrays.fill(caveats, Bytes.EMPTY);
        soon(Forge.grant(caveats).serialize());
    }

    @Example
    void asManyPlacesAsFitAreReadSoon() {
        ByteArrayOutputStream places = new ByteArrayOutputStream();
        for (int i = 0; i < 1900; i++) {
            places.writeBytes(new byte[] {0x52, 4, 10, 2, (byte) (i >> 8), (byte) i});
        }
        soon(Forge.grant(Bytes.of(places.toByteArray())).serialize());
    }

    @Example
    void asManyKeysAsFitAreReadSoon() {
        Bytes[] entries = new Bytes[190];
        Arrays.setAll(entries, i -> Forge.entry("registry", "a" + i, "a" + i, 1));
        soon(Forge.text(Forge.payload(Forge.ADDRESS, Forge.macaroon(), Forge.keysWithEntries(entries))));
    }

    @Provide
    Arbitrary<String> base58() {
        return Arbitraries.strings().withChars("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
    }

    @Provide
    Arbitrary<AccessGrant> valid() {
        return Arbitraries.of(Stream.concat(Vectors.parents(), Vectors.children())
                .map(Vectors::grant)
                .toList());
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        return Combinators.combine(
                        Arbitraries.of(Mutation.Kind.class),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.bytes())
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Restriction> restrictions() {
        Arbitrary<Set<Right>> denied = Arbitraries.of(Right.class).set().ofMaxSize(4);
        Arbitrary<Instant> times =
                Arbitraries.longs().between(-1_000_000_000, 4_000_000_000L).map(Instant::ofEpochSecond);
        Arbitrary<String> prefixes = Arbitraries.of("", "team-a");
        Arbitrary<Integer> ttl = Arbitraries.integers().between(1, 1_000_000);
        return Combinators.combine(denied, times, times, prefixes, ttl).as((rights, one, other, prefix, seconds) -> {
            Restriction restriction = Restriction.none()
                    .without(rights)
                    .notBefore(one.isBefore(other) ? one : other)
                    .notAfter(one.isBefore(other) ? other : one)
                    .maxObjectTtl(Duration.ofSeconds(seconds));
            // A child of a prefix cannot be cut to the whole bucket, so only the second kind names it.
            return prefix.isEmpty() ? restriction : restriction.to(BucketPath.below(REGISTRY, prefix));
        });
    }

    private static Set<Right> both(Set<Right> one, Set<Right> other) {
        return one.stream().filter(other::contains).collect(Collectors.toSet());
    }

    private static Optional<AccessGrant> survives(GrantText text) {
        try {
            AccessGrant grant = AccessGrant.parse(text);
            assertThat(AccessGrant.parse(grant.serialize()).coverage()).isEqualTo(grant.coverage());
            grant.restrict(Restriction.none()).serialize();
            assertThat(grant.problems(BucketPath.whole(REGISTRY), grant.rights(), Instant.EPOCH))
                    .isNotNull();
            return Optional.of(grant);
        } catch (GrantException e) {
            assertThat(e.problem().message()).endsWith(".");
            return Optional.empty();
        }
    }

    /** Generous, since the machine may be busy: what is wrong takes minutes. */
    private static void soon(GrantText text) {
        assertTimeout(Duration.ofSeconds(20), () -> survives(text));
    }

    record Mutation(Kind kind, int at, byte value) {

        enum Kind {
            CHANGE,
            INSERT,
            DELETE,
            CUT
        }

        byte[] apply(byte[] bytes) {
            if (bytes.length == 0) {
                return bytes;
            }
            int index = at % bytes.length;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, index);
            switch (kind) {
                case CHANGE -> {
                    out.write(value);
                    out.write(bytes, index + 1, bytes.length - index - 1);
                }
                case INSERT -> {
                    out.write(value);
                    out.write(bytes, index, bytes.length - index);
                }
                case DELETE -> out.write(bytes, index + 1, bytes.length - index - 1);
                case CUT -> {
                    // Nothing follows.
                }
            }
            return out.toByteArray();
        }
    }
}
