package dev.tardigrade.operator.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CoverageTest {

    private static final BucketName REGISTRY = new BucketName("registry");
    private static final BucketName OTHER = new BucketName("other");

    @Test
    void aGrantForOneBucketCoversItAndNoOther() {
        AccessGrant child = restricted(Vectors.parent(PathCipher.AES_GCM), BucketPath.whole(REGISTRY));
        assertThat(child.coverage().contains(BucketPath.below(REGISTRY, "any/thing")))
                .isTrue();
        assertThat(child.coverage().contains(BucketPath.whole(OTHER))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SECRET_BOX")
    void aPrefixCoversWholeComponentsOnly(PathCipher cipher) {
        Coverage coverage = restricted(Vectors.parent(cipher), BucketPath.below(REGISTRY, "a"))
                .coverage();
        assertThat(coverage.contains(BucketPath.below(REGISTRY, "a"))).isTrue();
        assertThat(coverage.contains(BucketPath.below(REGISTRY, "a/x"))).isTrue();
        assertThat(coverage.contains(BucketPath.below(REGISTRY, "ab"))).isFalse();
        assertThat(coverage.contains(BucketPath.whole(REGISTRY))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SECRET_BOX")
    void aChildCannotReachBeyondItsParent(PathCipher cipher) {
        AccessGrant child = restricted(Vectors.parent(cipher), BucketPath.below(REGISTRY, "a"));
        for (BucketPath wider : new BucketPath[] {
            BucketPath.whole(REGISTRY),
            BucketPath.below(REGISTRY, "ab"),
            BucketPath.below(REGISTRY, "b/a"),
            BucketPath.below(OTHER, "a")
        }) {
            assertThat(catchThrowableOfType(GrantException.class, () -> restricted(child, wider))
                            .problem())
                    .isEqualTo(new GrantProblem.NotCovered(wider));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SECRET_BOX")
    void cuttingInTwoStepsGivesTheKeyOfOneStep(PathCipher cipher) {
        AccessGrant parent = Vectors.parent(cipher);
        AccessGrant twice =
                restricted(restricted(parent, BucketPath.below(REGISTRY, "a")), BucketPath.below(REGISTRY, "a/b/c"));
        AccessGrant once = restricted(parent, BucketPath.below(REGISTRY, "a/b/c"));
        assertThat(twice.coverage()).isEqualTo(once.coverage());
        assertThat(keysOf(twice)).isEqualTo(keysOf(once));
    }

    @Test
    void aPrefixUnderSecretBoxIsRefusedByName() {
        AccessGrant parent = Vectors.parent(PathCipher.SECRET_BOX);
        assertThat(catchThrowableOfType(
                        GrantException.class, () -> restricted(parent, BucketPath.below(REGISTRY, "a"))))
                .hasMessageContaining("SecretBox");
    }

    @Test
    void aWholeBucketUnderSecretBoxCanBeCutOut() {
        AccessGrant child = restricted(Vectors.parent(PathCipher.SECRET_BOX), BucketPath.whole(REGISTRY));
        assertThat(child.coverage().contains(BucketPath.whole(REGISTRY))).isTrue();
    }

    @Test
    void caveatsThatNameDifferentBucketsLeaveNothing() {
        AccessGrant grant = Forge.grant(Forge.allowed("registry", ""), Forge.allowed("other", ""));
        assertThat(grant.coverage()).isEqualTo(new Coverage.Only(List.of()));
    }

    @Test
    void aBucketCaveatOnAWholeKeyCoversTheBucketAndCanBeCutFurther() {
        AccessGrant grant = Forge.grant(Forge.allowed("registry", ""));
        assertThat(grant.coverage().contains(BucketPath.whole(REGISTRY))).isTrue();
        assertThat(grant.coverage().contains(BucketPath.whole(OTHER))).isFalse();
        assertThat(restricted(grant, BucketPath.below(REGISTRY, "a"))
                        .coverage()
                        .contains(BucketPath.below(REGISTRY, "a")))
                .isTrue();
    }

    @Test
    void keysWithoutCaveatsCoverWhatTheyOpen() {
        Bytes keys = Forge.keysWithEntries(Forge.entry("registry", "a", "a", 1), Forge.entry("other", "", "", 1));
        AccessGrant grant = AccessGrant.parse(Forge.text(Forge.payload(Forge.ADDRESS, Forge.macaroon(), keys)));
        assertThat(grant.coverage())
                .isEqualTo(new Coverage.Only(List.of(BucketPath.below(REGISTRY, "a"), BucketPath.whole(OTHER))));
    }

    @Test
    void ofTwoKeysTheNearerOneIsUsed() {
        Bytes keys = Forge.keysWithEntries(Forge.entry("registry", "", "", 1), Forge.entry("registry", "a", "x", 1));
        AccessGrant grant = AccessGrant.parse(Forge.text(Forge.payload(Forge.ADDRESS, Forge.macaroon(), keys)));
        Bytes payload = Base58Check.decode(restricted(grant, BucketPath.below(REGISTRY, "a/b"))
                        .serialize()
                        .reveal())
                .payload();
        assertThat(payload.toText()).contains("x/b");
    }

    @Test
    void bucketsThatNoClientCanNameAreLeftOut() {
        assertThat(Forge.grant(Forge.allowed("NOT_A_BUCKET", "")).coverage()).isEqualTo(new Coverage.Only(List.of()));
        assertThat(Forge.grant(Forge.allowed("registry", "a//b")).coverage()).isEqualTo(new Coverage.Only(List.of()));
    }

    private static AccessGrant restricted(AccessGrant grant, BucketPath path) {
        return grant.restrict(Restriction.none().to(path));
    }

    private static Bytes keysOf(AccessGrant grant) {
        try {
            return Protobuf.fields(
                            Base58Check.decode(grant.serialize().reveal()).payload())
                    .getLast()
                    .bytes();
        } catch (Protobuf.Malformed e) {
            throw new AssertionError(e);
        }
    }
}
