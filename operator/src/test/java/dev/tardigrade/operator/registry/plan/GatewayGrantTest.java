package dev.tardigrade.operator.registry.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.operator.grant.AccessGrant;
import dev.tardigrade.operator.grant.BucketName;
import dev.tardigrade.operator.grant.GrantText;
import dev.tardigrade.operator.grant.Restriction;
import dev.tardigrade.operator.registry.Grants;
import dev.tardigrade.operator.registry.model.GatewayCredentials;
import dev.tardigrade.operator.registry.model.KeyPair;
import dev.tardigrade.operator.registry.model.Nonce;
import dev.tardigrade.operator.registry.model.SecretValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GatewayGrantTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Rotation ROTATION = new Rotation(Duration.ofSeconds(90), Duration.ofSeconds(180));
    private static final AccessGrant PARENT = Grants.parent();
    private static final KeyPair KEYS = new KeyPair(SecretValue.of("a"), SecretValue.of("s"));

    @Test
    void aRenewalThatIsDueWaitsWhileServersAreGivenTheLastOne() {
        var current = issued(1, START);
        var due = START.plus(ROTATION.interval());

        assertThat(decide(current, false, due)).isInstanceOf(GatewayGrant.Renewed.class);
        assertThat(decide(current, true, due))
                .isEqualTo(kept(current, due.plus(ROTATION.overlap().dividedBy(2))));
    }

    @Test
    void itWaitsForHalfOfTheOverlapAtMost() {
        var current = issued(1, START);
        var latest = START.plus(ROTATION.interval())
                .plus(ROTATION.overlap().dividedBy(2))
                .minusSeconds(1);

        assertThat(decide(current, true, latest)).isInstanceOf(GatewayGrant.Kept.class);
        assertThat(decide(current, true, latest.plusSeconds(1))).isInstanceOf(GatewayGrant.Renewed.class);
    }

    @Test
    void beforeItIsDueWaitingChangesNothing() {
        var current = issued(1, START);

        assertThat(decide(current, true, START))
                .isEqualTo(kept(current, START.plus(ROTATION.interval())))
                .isEqualTo(decide(current, false, START));
    }

    @Test
    void anotherGrantOfTheUserWaitsForNothing() {
        var other = PARENT.restrict(Restriction.none().nonce(new byte[] {9}));
        var asked = new GatewayGrant.Case(
                SecretValue.of(other.serialize().reveal()),
                "key accessGrant of Secret storj-access",
                new BucketName("bucket"),
                null,
                Optional.of(issued(1, START)),
                true,
                ROTATION);

        assertThat(GatewayGrant.decide(asked, nonce(2), START.plusSeconds(1))).isInstanceOf(GatewayGrant.Renewed.class);
    }

    /** Also where servers take longer to be replaced than it is from one renewal to the next, up to half of the life of a grant. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60, 89, 90, 91, 120, 134})
    void serversHaveAGrantThatWorksAtAnyTime(int secondsToReplaceThem) {
        var servers = new Servers(issued(0, START));
        for (int second = 0; second < 3600; second++) {
            var now = START.plusSeconds(second);
            servers.replaced(now);
            if (decide(servers.latest(), servers.rolling(), now) instanceof GatewayGrant.Renewed(var grant)) {
                servers.give(
                        new GatewayCredentials("edition-" + second, grant, KEYS, now),
                        now.plusSeconds(secondsToReplaceThem));
            }
            assertThat(end(servers.oldest())).as("after %d seconds", second).isAfter(now);
        }
        assertThat(servers.replacements).isGreaterThan(15);
    }

    /** They are replaced all at the end of a time, and from the beginning where something newer comes before. */
    private static final class Servers {

        private final List<GatewayCredentials> inUse = new ArrayList<>();
        private Instant done = Instant.MAX;
        private int replacements;

        Servers(GatewayCredentials first) {
            inUse.add(first);
        }

        GatewayCredentials oldest() {
            return inUse.getFirst();
        }

        GatewayCredentials latest() {
            return inUse.getLast();
        }

        boolean rolling() {
            return inUse.size() > 1;
        }

        void give(GatewayCredentials fresh, Instant time) {
            inUse.add(fresh);
            done = time;
        }

        void replaced(Instant now) {
            if (rolling() && !now.isBefore(done)) {
                inUse.subList(0, inUse.size() - 1).clear();
                replacements++;
            }
        }
    }

    private static GatewayGrant.Kept kept(GatewayCredentials current, Instant renewal) {
        return new GatewayGrant.Kept(new Outlook(current, end(current), renewal));
    }

    private static Instant end(GatewayCredentials credentials) {
        return AccessGrant.parse(GrantText.of(credentials.grant().reveal()))
                .validity()
                .notAfter();
    }

    /** As the code under test issues them. */
    private static GatewayCredentials issued(int number, Instant now) {
        var renewed = (GatewayGrant.Renewed) GatewayGrant.decide(asked(Optional.empty(), false), nonce(number), now);
        return new GatewayCredentials("edition-" + number, renewed.grant(), KEYS, now);
    }

    private static GatewayGrant decide(GatewayCredentials current, boolean rolling, Instant now) {
        return GatewayGrant.decide(asked(Optional.of(current), rolling), nonce(77), now);
    }

    private static GatewayGrant.Case asked(Optional<GatewayCredentials> current, boolean rolling) {
        return new GatewayGrant.Case(
                SecretValue.of(PARENT.serialize().reveal()),
                "key accessGrant of Secret storj-access",
                new BucketName("bucket"),
                null,
                current,
                rolling,
                ROTATION);
    }

    private static Nonce nonce(int number) {
        return new Nonce("%032x".formatted(number));
    }
}
