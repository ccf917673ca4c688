package dev.tardigrade.operator.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CaveatTest {

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9, 11, 12, 13, 14, 15})
    void caveatsOnObjectLockAndNotificationsAreUnderstoodAndTakeNoRightOfARegistry(int field) {
        AccessGrant grant = Forge.grant(Forge.flag(field));
        assertThat(grant.isFullyUnderstood()).isTrue();
        assertThat(grant.rights()).containsExactly(Right.values());
    }

    @ParameterizedTest
    @MethodSource("notUnderstood")
    void aCaveatThatIsNotUnderstoodIsToldAndKeptByteForByte(Bytes caveat) {
        AccessGrant grant = Forge.grant(caveat);
        AccessGrant child = grant.restrict(Restriction.none().without(Set.of(Right.WRITE)));
        assertThat(grant.isFullyUnderstood()).isFalse();
        assertThat(child.serialize())
                .isEqualTo(Forge.text(Forge.payload(
                        Forge.ADDRESS,
                        new Macaroon(Forge.bytes(32, 1), List.of(caveat), Forge.bytes(32, 2))
                                .append(Forge.flag(2))
                                .serialize(),
                        Forge.keys(Forge.KEY, 1))));
    }

    static Bytes[] notUnderstood() {
        return new Bytes[] {
            Forge.flag(16),
            Forge.flag(1000),
            Bytes.utf8("not protobuf"),
            Forge.bytes(300, 255),
            Bytes.of(new byte[] {(byte) 0x88, 0, 0})
        };
    }

    @Test
    void aNonceAndAnEmptyCaveatTakeNothingAway() {
        AccessGrant grant = Forge.grant(
                Bytes.EMPTY,
                new Protobuf.Writer().bytes(30, Bytes.utf8("nonce")).toBytes());
        assertThat(grant.isFullyUnderstood()).isTrue();
        assertThat(grant.coverage()).isEqualTo(new Coverage.Everything());
        assertThat(grant.rights()).isEqualTo(EnumSet.allOf(Right.class));
    }

    @Test
    void aFlagThatIsFalseTakesNothingAway() {
        assertThat(Caveat.parse(Bytes.of(new byte[] {8, 0})).denied()).isEmpty();
    }

    @Test
    void theLastOfSeveralTimesCounts() {
        Bytes caveat = time(20, 10).concat(time(20, 20));
        assertThat(Caveat.parse(caveat).validity().end()).contains(Instant.ofEpochSecond(20));
    }

    @Test
    void timesBeyondWhatAnInstantHoldsAreNoLimitOrNever() {
        assertThat(Caveat.parse(time(20, Long.MAX_VALUE)).validity().end()).isEmpty();
        assertThat(Caveat.parse(time(21, Long.MAX_VALUE)).validity().notBefore())
                .isEqualTo(Instant.MAX);
        assertThat(Caveat.parse(time(21, Long.MIN_VALUE)).validity().start()).isEmpty();
    }

    @Test
    void timesBeforeTheEpochAreRead() {
        assertThat(Caveat.parse(time(20, -1)).validity().end()).contains(Instant.ofEpochSecond(-1));
    }

    @Test
    void allKindsInOneCaveatAreReadAsTheyWereWritten() {
        Restriction restriction = Restriction.none()
                .without(EnumSet.allOf(Right.class))
                .notBefore(Instant.EPOCH)
                .notAfter(Instant.parse("2030-01-02T03:04:05.000000006Z"))
                .maxObjectTtl(Duration.ofSeconds(1, 2))
                .nonce(new byte[64]);
        Caveat caveat = Caveat.parse(
                Caveat.encode(restriction, List.of(new Caveat.Place(Bytes.utf8("registry"), Bytes.utf8("a/b")))));
        assertThat(caveat.understood()).isTrue();
        assertThat(caveat.denied()).isEqualTo(restriction.denied());
        assertThat(caveat.validity()).isEqualTo(restriction.validity());
        assertThat(caveat.ttl()).isEqualTo(restriction.ttl());
        assertThat(caveat.allowed()).containsExactly(new Caveat.Place(Bytes.utf8("registry"), Bytes.utf8("a/b")));
    }

    @Test
    void aHundredRestrictionsStillMakeAGrant() {
        AccessGrant grant = IntStream.range(0, 100)
                .boxed()
                .reduce(
                        Vectors.parent(PathCipher.NULL),
                        (each, i) -> each.restrict(Restriction.none().nonce(new byte[] {i.byteValue()})),
                        (a, b) -> b);
        assertThat(AccessGrant.parse(grant.serialize()).isFullyUnderstood()).isTrue();
    }

    private static Bytes time(int field, long seconds) {
        return new Protobuf.Writer()
                .message(field, new Protobuf.Writer().varint(1, seconds).toBytes())
                .toBytes();
    }
}
