package dev.tardigrade.operator.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessGrantTest {

    private static final BucketName REGISTRY = new BucketName("registry");
    private static final BucketPath BUCKET = BucketPath.whole(REGISTRY);
    private static final Set<Right> ALL = EnumSet.allOf(Right.class);
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final AccessGrant parent = Vectors.parent(PathCipher.NULL);

    @Test
    void blanksAndLineEndsAroundTheTextDoNotMatter() {
        GrantText text = GrantText.of(" \n" + parent.serialize().reveal() + "\r\n");
        assertThat(AccessGrant.parse(text).serialize()).isEqualTo(parent.serialize());
    }

    @Test
    void anEmptyTextIsCalledEmpty() {
        assertThat(problem(GrantText.of(" \n"))).isEqualTo(new GrantProblem.Empty());
    }

    @Test
    void aCharacterOutsideTheAlphabetIsShownByItsPlace() {
        assertThat(problem(GrantText.of("12l"))).isEqualTo(new GrantProblem.NotBase58(3));
    }

    @Test
    void aTextCutOffAnywhereIsRefused() {
        String text = parent.serialize().reveal();
        for (int length = 1; length < text.length(); length++) {
            assertThat(problem(GrantText.of(text.substring(0, length))))
                    .isInstanceOf(GrantProblem.ChecksumMismatch.class);
        }
    }

    @Test
    void aPayloadCutOffAnywhereIsRefusedThoughItsChecksumIsRight() {
        Bytes payload = Base58Check.decode(parent.serialize().reveal()).payload();
        // The last field is the default path cipher, which may be missing.
        int required = payload.size() - 2;
        for (int length = 0; length < required; length++) {
            assertThat(problem(Forge.text(payload.first(length))))
                    .isInstanceOfAny(GrantProblem.NotAGrant.class, GrantProblem.SatelliteInvalid.class);
        }
    }

    @Test
    void everySingleChangedCharacterIsFound() {
        String text = parent.serialize().reveal();
        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'z' ? 'y' : 'z';
            assertThat(problem(GrantText.of(text.substring(0, i) + other + text.substring(i + 1))))
                    .isInstanceOfAny(GrantProblem.ChecksumMismatch.class, GrantProblem.VersionUnknown.class);
        }
    }

    @Test
    void aTextLongerThanTheLimitIsNotEvenDecoded() {
        GrantText text = GrantText.of("1".repeat(AccessGrant.LONGEST_TEXT + 1));
        assertThat(problem(text)).isEqualTo(new GrantProblem.TooLong(AccessGrant.LONGEST_TEXT));
    }

    @Test
    void aGrantWithoutSatelliteIsRefused() {
        assertThat(problem(Forge.text(Forge.payload("", Forge.macaroon(), Forge.keys(Forge.KEY, 1)))))
                .isEqualTo(new GrantProblem.SatelliteInvalid());
    }

    @Test
    void aMacaroonWithSomethingBehindItsTailIsRefused() {
        Bytes longer = Forge.macaroon().concat(Forge.bytes(1, 0));
        assertThat(problem(Forge.text(Forge.payload(Forge.ADDRESS, longer, Forge.keys(Forge.KEY, 1)))))
                .isEqualTo(new GrantProblem.NotAGrant(GrantProblem.Part.API_KEY));
    }

    @Test
    void aKeyOfTheWrongLengthIsRefused() {
        assertThat(problem(
                        Forge.text(Forge.payload(Forge.ADDRESS, Forge.macaroon(), Forge.keys(Forge.bytes(31, 1), 1)))))
                .isEqualTo(new GrantProblem.NotAGrant(GrantProblem.Part.ENCRYPTION));
    }

    @Test
    void anEntryWhosePathsDifferInDepthIsRefused() {
        Bytes keys = Forge.keysWithEntries(Forge.entry("registry", "a/b", "a", 1));
        assertThat(problem(Forge.text(Forge.payload(Forge.ADDRESS, Forge.macaroon(), keys))))
                .isEqualTo(new GrantProblem.NotAGrant(GrantProblem.Part.ENCRYPTION));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 99, -1})
    void anUnknownPathCipherIsNamed(long number) {
        assertThat(problem(Forge.text(Forge.payload(Forge.ADDRESS, Forge.macaroon(), Forge.keys(Forge.KEY, number)))))
                .isEqualTo(new GrantProblem.PathCipherUnknown(number));
    }

    @Test
    void aMissingDefaultPathCipherMeansAesGcm() {
        GrantText text = Forge.text(Forge.payload(Forge.ADDRESS, Forge.macaroon(), Forge.keys(Forge.KEY, 0)));
        assertThat(AccessGrant.parse(text).defaultPathCipher()).isEqualTo(PathCipher.AES_GCM);
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void eachRightCanBeTakenAwayAndIsThenMissing(Right right) {
        AccessGrant child = parent.restrict(Restriction.none().without(Set.of(right)));
        assertThat(child.rights()).doesNotContain(right).hasSize(Right.values().length - 1);
        assertThat(child.problems(BUCKET, ALL, NOON)).containsExactly(new GrantProblem.RightsMissing(Set.of(right)));
    }

    @Test
    void rightsTakenAwayInTwoStepsAreBothGone() {
        AccessGrant child = parent.restrict(Restriction.none().without(Set.of(Right.WRITE)))
                .restrict(Restriction.none().without(Set.of(Right.DELETE)));
        assertThat(child.rights()).containsExactly(Right.READ, Right.LIST);
    }

    @Test
    void aGrantWorksFromItsFirstToItsLastInstant() {
        AccessGrant child = parent.restrict(Restriction.none().notBefore(NOON).notAfter(NOON.plus(HOUR)));
        assertThat(child.problems(BUCKET, ALL, NOON)).isEmpty();
        assertThat(child.problems(BUCKET, ALL, NOON.plus(HOUR))).isEmpty();
        assertThat(child.problems(BUCKET, ALL, NOON.minusNanos(1))).containsExactly(new GrantProblem.NotYetValid(NOON));
        assertThat(child.problems(BUCKET, ALL, NOON.plus(HOUR).plusNanos(1)))
                .containsExactly(new GrantProblem.Expired(NOON.plus(HOUR)));
    }

    @Test
    void ofNestedTimesTheNarrowestCounts() {
        AccessGrant child = parent.restrict(Restriction.none().notBefore(NOON).notAfter(NOON.plus(HOUR)))
                .restrict(Restriction.none().notBefore(NOON.minus(HOUR)).notAfter(NOON.plusSeconds(60)));
        assertThat(child.validity()).isEqualTo(new Validity(NOON, NOON.plusSeconds(60)));
    }

    @Test
    void timesThatExcludeEachOtherNeverWork() {
        AccessGrant child = parent.restrict(Restriction.none().notAfter(NOON))
                .restrict(Restriction.none().notBefore(NOON.plus(HOUR)));
        assertThat(child.problems(BUCKET, ALL, NOON)).containsExactly(new GrantProblem.NeverValid());
    }

    @Test
    void theShortestLifeOfObjectsCounts() {
        AccessGrant child = parent.restrict(Restriction.none().maxObjectTtl(HOUR))
                .restrict(Restriction.none().maxObjectTtl(HOUR.multipliedBy(2)));
        assertThat(child.maxObjectTtl()).contains(HOUR);
        assertThat(parent.maxObjectTtl()).isEmpty();
    }

    @Test
    void allProblemsAreTold() {
        AccessGrant child = parent.restrict(Restriction.none()
                .to(BucketPath.whole(new BucketName("other")))
                .without(Set.of(Right.LIST))
                .notAfter(NOON.minus(HOUR)));
        assertThat(child.problems(BUCKET, ALL, NOON))
                .hasOnlyElementsOfTypes(
                        GrantProblem.Expired.class, GrantProblem.RightsMissing.class, GrantProblem.NotCovered.class)
                .hasSize(3);
    }

    @Test
    void nothingPrintsASecret() {
        String secret = parent.serialize().reveal();
        assertThat(parent.toString()).doesNotContain(secret);
        assertThat(parent.serialize().toString()).doesNotContain(secret);
        assertThat(Forge.KEY.toString()).isEqualTo("32 bytes");
    }

    private static GrantProblem problem(GrantText text) {
        return catchThrowableOfType(GrantException.class, () -> AccessGrant.parse(text))
                .problem();
    }
}
