package dev.tardigrade.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.tardigrade.registry.auth.TokenDesk.Proof;
import dev.tardigrade.registry.auth.TokenDesk.Request;
import dev.tardigrade.registry.auth.token.OwnTokens;
import dev.tardigrade.registry.auth.token.SigningKeys;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.Identity;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RobotsTest {

    private static final Permission PULL = new Permission.OnRepository(RepositoryName.parse("team/app"), Action.PULL);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final PasswordFile users = PasswordFile.parse(
            List.of("ci:" + BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "of the user".toCharArray())));

    @TempDir
    Path folder;

    private static Credentials password(String user, String password) {
        return new Credentials.Password(user, new Secret(password));
    }

    private static String line(String robot, String password) {
        return robot + ":sha256:"
                + Digest.of(Digest.Algorithm.SHA256, password.getBytes(UTF_8)).hex();
    }

    private Robots robots(String... lines) {
        RobotFile file = RobotFile.parse(List.of(lines));
        return new Robots(() -> file, new Htpasswd(() -> users));
    }

    @Test
    void eachPasswordOfARobotCountsAndNoOther() {
        Robots robots = robots("# robots", "", line("ci", "first"), line("ci", "second"), line("other", "third"));
        assertThat(robots.authenticate(password("ci", "first")).identity()).isEqualTo(Identity.robot("ci"));
        assertThat(robots.authenticate(password("ci", "second")).identity()).isEqualTo(Identity.robot("ci"));
        assertThatThrownBy(() -> robots.authenticate(password("ci", "third"))).isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> robots.authenticate(password("nobody", "first")))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void aUserWithTheNameOfARobotIsAUser() {
        Robots robots = robots(line("ci", "of the robot"));
        assertThat(robots.authenticate(password("ci", "of the user")).identity())
                .isEqualTo(Identity.user("ci"));
        assertThat(robots.authenticate(new Credentials.None()).identity()).isEqualTo(Identity.ANONYMOUS);
    }

    @Test
    void aPasswordCountsForAsLongAsTheFileHasIt() throws IOException {
        Path path = Files.writeString(folder.resolve("robots"), line("ci", "old") + "\n");
        Robots robots = new Robots(RobotFile.watch(path, now::get), new Htpasswd(() -> users));
        assertThat(robots.authenticate(password("ci", "old")).identity()).isEqualTo(Identity.robot("ci"));
        Files.writeString(path, line("ci", "new password") + "\n# another one\n");
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));
        assertThat(robots.authenticate(password("ci", "new password")).identity())
                .isEqualTo(Identity.robot("ci"));
        assertThatThrownBy(() -> robots.authenticate(password("ci", "old"))).isInstanceOf(RegistryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci", "ci:secret", "ci:sha256:abc", ":sha256:00", "ci:sha512:00", "a b:sha256:00"})
    void aLineThatIsNoRobotIsNamed(String line) {
        assertThatThrownBy(() -> RobotFile.parse(List.of(line("ci", "x"), line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authenticated", "user:ci", "robot:other"})
    void whatIsForOthersIsNotForARobot(String who) {
        assertThat(rule(who).allows(Identity.robot("ci"), PULL)).isFalse();
        assertThat(new UsersOnly().allows(Identity.robot("ci"), PULL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "robot:ci"})
    void whatIsForEverybodyOrForItIsForARobot(String who) {
        assertThat(rule(who).allows(Identity.robot("ci"), PULL)).isTrue();
    }

    @Test
    void whatIsForARobotIsNotForAUserOfItsName() {
        assertThat(rule("robot:ci").allows(Identity.user("ci"), PULL)).isFalse();
    }

    @Test
    void theTokenOfARobotIsOfTheRobot() {
        SigningKeys keys = SigningKeys.derived(Bytes.of(new byte[32]));
        OwnTokens tokens = new OwnTokens(
                robots(line("ci", "secret")),
                rule("robot:ci"),
                new OwnTokens.Settings("images", Duration.ofMinutes(5)),
                () -> keys,
                Clock.systemUTC());
        TokenDesk.Issued issued = tokens.issue(new Request(
                new Proof.Shown(password("ci", "secret")),
                List.of(Scope.parse("repository:team/app:pull,push").orElseThrow()),
                true));
        assertThat(issued.refresh()).isEmpty();
        Caller caller = tokens.callerOf(new Credentials.Bearer(issued.token()));
        assertThat(caller.principal()).isEqualTo(new Principal.Robot("ci"));
        assertThat(caller.may(PULL)).isTrue();
    }

    private static RulePolicy rule(String who) {
        return new RulePolicy(List.of(new AccessRule(
                List.of(Subject.parse(who, Set.of())),
                List.of(new RepositoryPattern("team/**")),
                Set.of(Action.PULL))));
    }
}
