package dev.tardigrade.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.nimbusds.jwt.SignedJWT;
import dev.tardigrade.registry.auth.Caller;
import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.auth.Policy;
import dev.tardigrade.registry.auth.Rights;
import dev.tardigrade.registry.auth.RulePolicy;
import dev.tardigrade.registry.auth.Scope;
import dev.tardigrade.registry.auth.TokenDesk.Issued;
import dev.tardigrade.registry.auth.TokenDesk.Proof;
import dev.tardigrade.registry.auth.TokenDesk.Request;
import dev.tardigrade.registry.auth.UsersOnly;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Action;
import dev.tardigrade.registry.policy.RepositoryPattern;
import dev.tardigrade.registry.policy.Subject;
import dev.tardigrade.testing.keys.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnTokensTest {

    private static final Bytes SECRET =
            Bytes.of("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final Policy POLICY = new RulePolicy(List.of(
            rule("anonymous", "public/**", Action.PULL), rule("user:alice", "team/**", Action.PULL, Action.PUSH)));

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final AtomicReference<PasswordFile> users = new AtomicReference<>(file("secret"));
    private final SigningKeys derived = SigningKeys.derived(SECRET);

    private static AccessRule rule(String who, String repositories, Action... actions) {
        return new AccessRule(
                List.of(Subject.parse(who, Set.of())), List.of(new RepositoryPattern(repositories)), Set.of(actions));
    }

    private static PasswordFile file(String password) {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, password.toCharArray());
        return PasswordFile.parse(List.of("alice:" + hash));
    }

    private OwnTokens tokens(Policy policy, Supplier<SigningKeys> keys) {
        var settings = new OwnTokens.Settings("images", Duration.ofMinutes(5));
        return new OwnTokens(new Htpasswd(users::get), policy, settings, keys, now::get);
    }

    private OwnTokens tokens() {
        return tokens(POLICY, () -> derived);
    }

    private static Credentials password(String password) {
        return new Credentials.Password("alice", new Secret(password));
    }

    private static Request request(Credentials credentials, String... scopes) {
        return new Request(new Proof.Shown(credentials), scopes(scopes), true);
    }

    private static List<Scope> scopes(String... scopes) {
        return Arrays.stream(scopes)
                .map(text -> Scope.parse(text).orElseThrow())
                .toList();
    }

    private static Credentials bearer(Issued issued) {
        return new Credentials.Bearer(issued.token());
    }

    private static Permission on(String repository, Action action) {
        return new Permission.OnRepository(RepositoryName.parse(repository), action);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void aTokenIsForWhatWasAskedAndAllowed() {
        OwnTokens tokens = tokens();
        Issued issued = tokens.issue(request(password("secret"), "repository:team/app:pull,push,delete"));
        assertThat(issued.granted()).isEqualTo(scopes("repository:team/app:pull,push"));
        Caller caller = tokens.callerOf(bearer(issued));
        assertThat(caller.principal()).isEqualTo(new Principal.User("alice"));
        assertThat(caller.may(on("team/app", Action.PUSH))).isTrue();
        assertThat(caller.may(on("team/app", Action.DELETE))).isFalse();
        assertThat(caller.rights().judge(on("team/other", Action.PULL))).isEqualTo(Rights.Verdict.BEYOND_TOKEN);
        assertThat(caller.rights().judge(on("private/app", Action.PULL))).isEqualTo(Rights.Verdict.DENIED);
    }

    @Test
    void oneTokenMayBeForSeveralRepositories() {
        OwnTokens tokens = tokens();
        Issued issued = tokens.issue(request(
                password("secret"), "repository:team/a:pull,push", "repository:team/b:pull", "repository:x:pull"));
        Caller caller = tokens.callerOf(bearer(issued));
        assertThat(caller.may(on("team/a", Action.PUSH))).isTrue();
        assertThat(caller.may(on("team/b", Action.PULL))).isTrue();
        assertThat(caller.may(on("team/b", Action.PUSH))).isFalse();
        assertThat(issued.granted()).hasSize(2);
    }

    @Test
    void anybodyGetsATokenForWhatIsPublic() {
        OwnTokens tokens = tokens();
        Issued issued = tokens.issue(request(new Credentials.None(), "repository:public/app:pull,push"));
        assertThat(issued.granted()).isEqualTo(scopes("repository:public/app:pull"));
        assertThat(issued.refresh()).isEmpty();
        Caller caller = tokens.callerOf(bearer(issued));
        assertThat(caller.principal()).isEqualTo(new Principal.Anonymous());
        assertThat(caller.may(on("public/app", Action.PULL))).isTrue();
        assertThat(caller.may(on("team/app", Action.PULL))).isFalse();
    }

    @Test
    void nobodyGetsOneWhereNothingIsPublicOrThePasswordIsWrong() {
        assertThatThrownBy(() -> tokens(new UsersOnly(), () -> derived).issue(request(new Credentials.None())))
                .isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> tokens().issue(request(password("wrong"), "repository:public/app:pull")))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void whatThePoliciesDoNotAllowAnyMoreNoTokenAllows() {
        Issued issued = tokens().issue(request(password("secret"), "repository:team/app:pull"));
        OwnTokens stricter = tokens(new RulePolicy(List.of()), () -> derived);
        assertThat(stricter.callerOf(bearer(issued)).may(on("team/app", Action.PULL)))
                .isFalse();
    }

    @Test
    void aTokenIsGoodForItsLifetimeAlone() {
        OwnTokens tokens = tokens();
        Issued issued = tokens.issue(request(password("secret")));
        pass(Duration.ofMinutes(5));
        assertThat(tokens.callerOf(bearer(issued))).isNotNull();
        pass(Duration.ofSeconds(61));
        assertThatThrownBy(() -> tokens.callerOf(bearer(issued))).isInstanceOf(RegistryException.class);
    }

    @Test
    void aTokenToGetOthersWithIsNotOneItself() {
        OwnTokens tokens = tokens();
        Secret refresh = tokens.issue(request(password("secret"))).refresh().orElseThrow();
        assertThatThrownBy(() -> tokens.callerOf(new Credentials.Bearer(refresh)))
                .isInstanceOf(RegistryException.class);
        Issued issued = tokens.issue(new Request(new Proof.Refresh(refresh), scopes("repository:team/a:pull"), false));
        assertThat(issued.refresh()).isEmpty();
        assertThat(tokens.callerOf(bearer(issued)).may(on("team/a", Action.PULL)))
                .isTrue();
        Secret access = issued.token();
        assertThatThrownBy(() -> tokens.issue(new Request(new Proof.Refresh(access), List.of(), false)))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void aTokenToGetOthersWithEndsWithThePassword() {
        OwnTokens tokens = tokens();
        Secret refresh = tokens.issue(request(password("secret"))).refresh().orElseThrow();
        users.set(file("another"));
        assertThatThrownBy(() -> tokens.issue(new Request(new Proof.Refresh(refresh), List.of(), false)))
                .isInstanceOf(RegistryException.class);
        users.set(PasswordFile.parse(List.of()));
        assertThatThrownBy(() -> tokens.issue(new Request(new Proof.Refresh(refresh), List.of(), false)))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void anotherRegistryDoesNotTakeIt() {
        Issued issued = tokens().issue(request(password("secret"), "repository:team/app:pull"));
        SigningKeys other = SigningKeys.derived(Bytes.of(new byte[32]));
        assertThatThrownBy(() -> tokens(POLICY, () -> other).callerOf(bearer(issued)))
                .isInstanceOf(RegistryException.class);
        var elsewhere = new OwnTokens(
                new Htpasswd(users::get),
                POLICY,
                new OwnTokens.Settings("other", Duration.ofMinutes(5)),
                () -> derived,
                now::get);
        assertThatThrownBy(() -> elsewhere.callerOf(bearer(issued))).isInstanceOf(RegistryException.class);
    }

    @Test
    void keysRotateWithoutATokenThatFails() throws IOException, ParseException {
        Files.writeString(folder.resolve("current.pem"), TestKey.rsa().pkcs8());
        Supplier<SigningKeys> keys = SigningKeys.watch(folder, now::get);
        OwnTokens tokens = tokens(POLICY, keys);
        Issued old = tokens.issue(request(password("secret"), "repository:team/app:pull"));
        Files.move(folder.resolve("current.pem"), folder.resolve("previous.pem"));
        Files.writeString(folder.resolve("current.pem"), TestKey.ec("secp256r1").traditional());
        pass(Duration.ofSeconds(2));
        Issued fresh = tokens.issue(request(password("secret"), "repository:team/app:pull"));
        assertThat(header(fresh)).isNotEqualTo(header(old)).startsWith("ES256");
        assertThat(tokens.callerOf(bearer(old)).may(on("team/app", Action.PULL)))
                .isTrue();
        assertThat(tokens.callerOf(bearer(fresh)).may(on("team/app", Action.PULL)))
                .isTrue();
        Files.delete(folder.resolve("previous.pem"));
        pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> tokens.callerOf(bearer(old))).isInstanceOf(RegistryException.class);
        assertThat(tokens.callerOf(bearer(fresh)).may(on("team/app", Action.PULL)))
                .isTrue();
    }

    private static String header(Issued issued) throws ParseException {
        var header = SignedJWT.parse(issued.token().reveal()).getHeader();
        return header.getAlgorithm() + " " + header.getKeyID();
    }

    @Test
    void aFolderWithoutACurrentKeyIsNamed() {
        assertThatThrownBy(() -> SigningKeys.watch(folder, now::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("current.pem");
    }

    @Test
    void everyCurveSigns() throws IOException {
        for (TestKey key :
                List.of(TestKey.ec("secp256r1"), TestKey.ec("secp384r1"), TestKey.ec("secp521r1"), TestKey.rsa())) {
            Files.writeString(folder.resolve("current.pem"), key.pkcs8());
            SigningKeys keys = SigningKeys.watch(folder, now::get).get();
            OwnTokens tokens = tokens(POLICY, () -> keys);
            Issued issued = tokens.issue(request(password("secret"), "repository:team/app:pull"));
            assertThat(tokens.callerOf(bearer(issued)).may(on("team/app", Action.PULL)))
                    .isTrue();
        }
    }

    @Test
    void theCatalogIsCutDownToWhatMayBePulled() {
        OwnTokens tokens = tokens();
        Caller caller = tokens.callerOf(bearer(tokens.issue(request(password("secret"), "registry:catalog:*"))));
        assertThat(caller.may(new Permission.ListRepositories())).isTrue();
        assertThat(caller.may(new Permission.SeeRepository(RepositoryName.parse("team/app"))))
                .isTrue();
        assertThat(caller.may(new Permission.SeeRepository(RepositoryName.parse("private/app"))))
                .isFalse();
    }
}
