package dev.tardigrade.e2e.storj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.beds.StorjExtension;
import dev.tardigrade.e2e.beds.StorjNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code operator grant restrict} makes, given to Storj's real gateway: the satellite judges it, not we. */
@Tag("storj")
@ExtendWith(StorjExtension.class)
final class ChildGrantsOnStorjIT {

    private static final int FORBIDDEN = 403;

    /** Characters of its log that Kubernetes gives as the message of a container that has ended with none. */
    private static final int LAST_WORDS = 2048;

    @TempDir
    private Path folder;

    enum Keys {
        ENCRYPTED,
        PLAIN;

        String parent(StorjNetwork storj) {
            return switch (this) {
                case ENCRYPTED -> storj.grant();
                case PLAIN -> storj.plainKeysGrant();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void childWorksInItsBucketAndNowhereElse(Keys keys, StorjNetwork storj) {
        String mine = bucket(keys, "mine");
        String other = bucket(keys, "other");
        try (Gateway parent = Gateway.start(keys.parent(storj), folder);
                Gateway child = Gateway.start(OperatorProgram.restrict(keys.parent(storj), "--bucket", mine), folder)) {
            assertThat(parent.status("PUT", "/" + other)).isEqualTo(200);
            assertThat(parent.put("/" + other + "/x")).isEqualTo(200);

            assertThat(child.status("PUT", "/" + mine)).isEqualTo(200);
            assertThat(child.put("/" + mine + "/a/x")).isEqualTo(200);
            assertThat(parent.get("/" + mine + "/a/x")).isEqualTo("hello");
            assertThat(child.get("/" + mine + "?list-type=2")).contains("<Key>a/x</Key>");
            assertThat(child.get("/")).contains("<Name>" + mine + "</Name>").doesNotContain(other);
            assertThat(child.status("DELETE", "/" + mine + "/a/x")).isEqualTo(204);

            assertRefused(child, "/" + other);
            assertThat(child.status("PUT", "/" + bucket(keys, "third"))).isEqualTo(FORBIDDEN);
            assertThat(child.status("GET", "/" + bucket(keys, "nowhere") + "/x"))
                    .isEqualTo(FORBIDDEN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void prefixIsCutByComponents(Keys keys, StorjNetwork storj) {
        String bucket = bucket(keys, "prefixed");
        String grant = OperatorProgram.restrict(keys.parent(storj), "--bucket", bucket, "--prefix", "a");
        try (Gateway parent = Gateway.start(keys.parent(storj), folder);
                Gateway child = Gateway.start(grant, folder)) {
            assertThat(parent.status("PUT", "/" + bucket)).isEqualTo(200);
            assertThat(parent.put("/" + bucket + "/ab")).isEqualTo(200);

            assertThat(child.put("/" + bucket + "/a/x")).isEqualTo(200);
            assertThat(parent.get("/" + bucket + "/a/x")).isEqualTo("hello");
            assertThat(child.get("/" + bucket + "?list-type=2&prefix=a%2F")).contains("<Key>a/x</Key>");
            assertThat(child.status("GET", "/" + bucket + "/ab")).isEqualTo(FORBIDDEN);
            assertThat(child.put("/" + bucket + "/abc")).isEqualTo(FORBIDDEN);
            assertThat(child.put("/" + bucket + "/b/x")).isEqualTo(FORBIDDEN);
        }
    }

    @Test
    void rightsThatWereTakenAwayAreRefusedAndTheOthersWork(StorjNetwork storj) {
        String bucket = "rights";
        String object = "/" + bucket + "/x";
        try (Gateway parent = Gateway.start(storj.grant(), folder)) {
            assertThat(parent.status("PUT", "/" + bucket)).isEqualTo(200);
            assertThat(parent.put(object)).isEqualTo(200);
        }
        String child = OperatorProgram.restrict(storj.grant(), "--bucket", bucket);
        try (Gateway reader = Gateway.start(OperatorProgram.restrict(child, "--no-write", "--no-delete"), folder)) {
            assertThat(reader.get(object)).isEqualTo("hello");
            assertThat(reader.status("GET", "/" + bucket + "?list-type=2")).isEqualTo(200);
            assertThat(reader.put("/" + bucket + "/reader")).isEqualTo(FORBIDDEN);
            assertThat(reader.status("DELETE", object)).isEqualTo(FORBIDDEN);
        }
        try (Gateway writer =
                Gateway.start(OperatorProgram.restrict(child, "--no-read", "--no-list", "--no-delete"), folder)) {
            assertThat(writer.put("/" + bucket + "/writer")).isEqualTo(200);
            assertThat(writer.put(object)).as("overwrite").isEqualTo(FORBIDDEN);
            assertThat(writer.status("GET", object)).isEqualTo(FORBIDDEN);
            assertThat(writer.status("GET", "/" + bucket + "?list-type=2")).isEqualTo(FORBIDDEN);
            assertThat(writer.status("DELETE", object)).isEqualTo(FORBIDDEN);
        }
    }

    @Test
    void childIsRefusedAfterItsEndAndBeforeItsBeginning(StorjNetwork storj) {
        String bucket = "timed";
        Instant end = Instant.now().plusSeconds(15).truncatedTo(ChronoUnit.SECONDS);
        String grant = OperatorProgram.restrict(storj.grant(), "--bucket", bucket, "--not-after", end.toString());
        try (Gateway child = Gateway.start(grant, folder)) {
            assertThat(child.status("PUT", "/" + bucket)).isEqualTo(200);
            assertThat(child.put("/" + bucket + "/x")).isEqualTo(200);

            await().atMost(Duration.ofSeconds(60)).until(() -> child.status("GET", "/" + bucket + "/x") == FORBIDDEN);

            assertThat(Instant.now()).isAfterOrEqualTo(end);
        }
        try (Gateway late = Gateway.start(grant, folder)) {
            assertEndedInWordsThatTheOperatorKnows(late);
        }
        String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString();
        try (Gateway early = Gateway.start(OperatorProgram.restrict(storj.grant(), "--not-before", tomorrow), folder)) {
            assertThat(early.hasEnded()).isTrue();
        }
    }

    @Test
    void objectsLiveNoLongerThanTheChildAllows(StorjNetwork storj) {
        String bucket = "short-lived";
        String grant = OperatorProgram.restrict(storj.grant(), "--bucket", bucket, "--max-object-ttl", "5s");
        try (Gateway child = Gateway.start(grant, folder)) {
            assertThat(child.status("PUT", "/" + bucket)).isEqualTo(200);
            assertThat(child.put("/" + bucket + "/x")).isEqualTo(200);
            assertThat(child.status("GET", "/" + bucket + "/x")).isEqualTo(200);

            await().atMost(Duration.ofSeconds(60)).until(() -> child.status("GET", "/" + bucket + "/x") == 404);
        }
    }

    @Test
    void childThatIsRevokedIsRefusedAtTheStart(StorjNetwork storj) {
        String grant = OperatorProgram.restrict(storj.grant(), "--bucket", "revoked");
        storj.faults().revoke(grant);

        try (Gateway child = Gateway.start(grant, folder)) {
            assertEndedInWordsThatTheOperatorKnows(child);
        }
    }

    /** The operator tells a grant that is refused from a satellite that is away by these words of the gateway alone. */
    private static void assertEndedInWordsThatTheOperatorKnows(Gateway gateway) {
        assertThat(gateway.hasEnded()).isTrue();
        String log = gateway.log();
        assertThat(log.substring(Math.max(0, log.length() - LAST_WORDS)).toLowerCase(Locale.ROOT))
                .containsAnyOf(OperatorProgram.wordsOfRefusal());
    }

    private static void assertRefused(Gateway child, String bucket) {
        assertThat(child.status("GET", bucket + "/x")).isEqualTo(FORBIDDEN);
        assertThat(child.put(bucket + "/y")).isEqualTo(FORBIDDEN);
        assertThat(child.status("GET", bucket + "?list-type=2")).isEqualTo(FORBIDDEN);
        assertThat(child.status("DELETE", bucket + "/x")).isEqualTo(FORBIDDEN);
    }

    /** Grants with and without encrypted keys see each other's keys as rubbish, so they use different buckets. */
    private static String bucket(Keys keys, String name) {
        return name + "-" + keys.name().toLowerCase(Locale.ROOT);
    }
}
