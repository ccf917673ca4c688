package dev.tardigrade.operator.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RestrictionTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final BucketName REGISTRY = new BucketName("registry");

    @Test
    void anEndBeforeTheBeginningIsRefused() {
        Restriction restriction = Restriction.none().notBefore(NOON);
        assertThatIllegalArgumentException().isThrownBy(() -> restriction.notAfter(NOON.minusNanos(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void timesThatTheProtocolCannotHoldAreRefused(String time) {
        assertThatIllegalArgumentException().isThrownBy(() -> Restriction.none().notBefore(Instant.parse(time)));
        assertThatIllegalArgumentException().isThrownBy(() -> Restriction.none().notAfter(Instant.parse(time)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P200000D"})
    void lifetimesThatAreNotPositiveOrTooLongAreRefused(String length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Restriction.none().maxObjectTtl(Duration.parse(length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void noncesOfNoOrTooManyBytesAreRefused(int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> Restriction.none().nonce(new byte[size]));
    }

    @Test
    void aNonceIsCopied() {
        byte[] nonce = {1};
        Restriction restriction = Restriction.none().nonce(nonce);
        nonce[0] = 2;
        assertThat(restriction.nonce()).isEqualTo(Bytes.of(new byte[] {1}));
    }

    @Test
    void restrictingTheSameWayTwiceGivesTheSameText() {
        AccessGrant parent = Vectors.parent(PathCipher.AES_GCM);
        Restriction restriction =
                Restriction.none().to(BucketPath.below(REGISTRY, "team-a")).notAfter(NOON);
        assertThat(parent.restrict(restriction).serialize())
                .isEqualTo(parent.restrict(restriction).serialize());
    }

    @Test
    void theParentIsLeftAsItWas() {
        AccessGrant parent = Vectors.parent(PathCipher.AES_GCM);
        GrantText before = parent.serialize();
        parent.restrict(Restriction.none().to(BucketPath.whole(REGISTRY)));
        assertThat(parent.serialize()).isEqualTo(before);
    }

    @Test
    void aChildThatWouldBeTooLongToReadIsNotMade() {
        AccessGrant parent = Vectors.parent(PathCipher.NULL);
        Restriction restriction = Restriction.none();
        for (int i = 0; i < 40; i++) {
            restriction = restriction.to(BucketPath.below(REGISTRY, i + "a".repeat(1000)));
        }
        Restriction tooMuch = restriction;
        assertThat(catchThrowableOfType(GrantException.class, () -> parent.restrict(tooMuch))
                        .problem())
                .isEqualTo(new GrantProblem.TooManyCaveats(AccessGrant.LONGEST_TEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "a//b", "a//", ".", "a/../b"})
    void prefixesThatNoObjectCanHaveAreRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> BucketPath.below(REGISTRY, prefix));
    }

    @Test
    void aPrefixOfMoreBytesThanAKeyMayHaveIsRefused() {
        assertThat(BucketPath.below(REGISTRY, "é".repeat(512)).components()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> BucketPath.below(REGISTRY, "é".repeat(513)));
    }

    @Test
    void aSlashAtTheEndOfAPrefixMeansTheSame() {
        assertThat(BucketPath.below(REGISTRY, "a/b/")).isEqualTo(BucketPath.below(REGISTRY, "a/b"));
        assertThat(BucketPath.below(REGISTRY, "")).isEqualTo(BucketPath.whole(REGISTRY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Registry", "-ab", "ab-", "a..b", "a_b", "a/b"})
    void namesThatAreNoBucketNamesAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BucketName(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us1.storj.io:7777", "us1.storj.io", "[::1]:7777", Forge.ADDRESS})
    void addressesOfSatellitesAreAccepted(String address) {
        assertThat(new SatelliteAddress(address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:0",
                "host:65536",
                "a b",
                "x@host:1",
                "http://host",
                "host:7777\n",
                "12EayRS2V1kEsWESU9QMRseFhdxYxKicsiFmxrsLZHeLUtdps3T@h:1"
            })
    void textsThatAreNoAddressesAreRefused(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SatelliteAddress(address));
    }
}
