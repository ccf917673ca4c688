package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.RulePolicy;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mounts that name no source, of blobs that this replica or the other one has seen in repositories that the caller may read, and may not. */
final class MountAccessTest {

    private static final byte[] BLOB = "a blob".getBytes(UTF_8);
    private static final String MOUNT = "/v2/team/b/blobs/uploads/?mount=" + Digest.of(Digest.Algorithm.SHA256, BLOB);

    private TwoReplicas replicas;

    private static AccessRule rule(String who, String repositories) {
        return new AccessRule(
                List.of(Subject.parse(who, Set.of())),
                List.of(new RepositoryPattern(repositories)),
                Set.of(Action.PULL, Action.PUSH));
    }

    @BeforeEach
    void start() throws IOException {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());
        PasswordFile users = PasswordFile.parse(
                Stream.of("team", "others").map(user -> user + ":" + hash).toList());
        RulePolicy policy = new RulePolicy(List.of(rule("user:team", "team/*"), rule("user:others", "private/*")));
        replicas = TwoReplicas.start(Gate.basic(new Htpasswd(() -> users), policy, "a realm"));
    }

    @AfterEach
    void stop() {
        replicas.close();
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(UTF_8));
    }

    private static void push(Client replica, String user, String repository) {
        String path = "/v2/" + repository + "/blobs/uploads/?digest=" + Digest.of(Digest.Algorithm.SHA256, BLOB);
        assertThat(replica.send("POST", path, BLOB, "Authorization", basic(user))
                        .status())
                .isEqualTo(201);
    }

    private static int mount(Client replica) {
        return replica.send("POST", MOUNT, "Authorization", basic("team")).status();
    }

    @Test
    void whatTheOtherReplicaHasSeenInAPrivateRepositoryIsNotMounted() {
        push(replicas.second(), "others", "private/a");
        assertThat(mount(replicas.first())).isEqualTo(202);
        assertThat(mount(replicas.second())).isEqualTo(202);
    }

    @Test
    void whatTheOtherReplicaHasSeenInAReadableRepositoryIs() {
        push(replicas.second(), "team", "team/a");
        assertThat(mount(replicas.first())).isEqualTo(201);
    }

    /** Else a mount that no longer works would tell that others have the blob, too. */
    @Test
    void othersWhoPushTheSameLaterChangeNothing() {
        push(replicas.second(), "team", "team/a");
        for (int i = 0; i < 10; i++) {
            push(replicas.second(), "others", "private/r" + i);
            push(replicas.first(), "others", "private/s" + i);
        }
        assertThat(mount(replicas.first())).isEqualTo(201);
        assertThat(mount(replicas.second())).isEqualTo(201);
    }
}
