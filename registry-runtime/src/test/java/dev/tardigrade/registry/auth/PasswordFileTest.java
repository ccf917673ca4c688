package dev.tardigrade.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordFileTest {

    private static final String HASH = BCrypt.withDefaults().hashToString(4, "secret".toCharArray());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));

    @TempDir
    Path folder;

    private static Credentials password(String user, String password) {
        return new Credentials.Password(user, new Secret(password));
    }

    @Test
    void emptyLinesAndCommentsAreSkipped() {
        PasswordFile file = PasswordFile.parse(List.of("# users", "", " alice:" + HASH + " "));
        assertThat(file.hashOf("alice")).contains(HASH);
        assertThat(file.hashOf("# users")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "alice:", ":x", "alice:secret", "alice:$apr1$abc$def", "alice:{SHA}abc="})
    void aLineWithoutABcryptHashIsNamed(String line) {
        assertThatThrownBy(() -> PasswordFile.parse(List.of("bob:" + HASH, line)))
                .hasMessageContaining("line 2")
                .hasMessageContaining("htpasswd -B");
    }

    @Test
    void aPasswordCountsFromWhenTheFileHasIt() throws IOException {
        Path path = Files.writeString(folder.resolve("htpasswd"), "alice:" + HASH + "\n");
        Htpasswd users = new Htpasswd(PasswordFile.watch(path, now::get));
        assertThat(users.authenticate(password("alice", "secret")).identity()).isEqualTo(Identity.user("alice"));
        for (int tries = 0; tries < 2; tries++) {
            assertThatThrownBy(() -> users.authenticate(password("longer-name", "secret")))
                    .isInstanceOf(RegistryException.class);
        }
        Files.writeString(path, "longer-name:" + HASH + "\n");
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));
        assertThat(users.authenticate(password("longer-name", "secret")).identity())
                .isEqualTo(Identity.user("longer-name"));
        assertThatThrownBy(() -> users.authenticate(password("alice", "secret")))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    void aFileThatBecomesUnreadableLeavesTheUsersAsTheyWere() throws IOException {
        Path path = Files.writeString(folder.resolve("htpasswd"), "alice:" + HASH + "\n");
        Htpasswd users = new Htpasswd(PasswordFile.watch(path, now::get));
        Files.delete(path);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(2)));
        assertThat(users.authenticate(password("alice", "secret")).identity()).isEqualTo(Identity.user("alice"));
    }

    @Test
    void aMissingFileIsNamed() {
        Path path = folder.resolve("nothing");
        assertThatThrownBy(() -> PasswordFile.watch(path, now::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString());
    }

    @Test
    void ofALongPasswordTheFirstSeventyTwoBytesCount() {
        String most = "x".repeat(72);
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, most.toCharArray());
        PasswordFile file = PasswordFile.parse(List.of("alice:" + hash));
        Htpasswd users = new Htpasswd(() -> file);
        assertThat(users.authenticate(password("alice", most + "y")).identity()).isEqualTo(Identity.user("alice"));
        for (String wrong : List.of("z".repeat(73), "\u00e9".repeat(1000), "a\0b")) {
            assertThatThrownBy(() -> users.authenticate(password("alice", wrong)))
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            e -> assertThat(e.failure()).isInstanceOf(Failure.Unauthenticated.class));
        }
    }

    @Test
    void anUnknownUserCostsWhatKnownOnesDo() {
        String cheap = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());
        PasswordFile file = PasswordFile.parse(List.of("alice:" + cheap, "bob:" + cheap.replace("$04$", "$05$")));
        List<String> instead =
                IntStream.range(-50, 50).mapToObj(file::hashInstead).distinct().toList();
        assertThat(instead)
                .allMatch(hash -> hash.contains("$04$") || hash.contains("$05$"))
                .hasSize(2);
        assertThatThrownBy(() -> new Htpasswd(() -> file).authenticate(password("mallory", "secret")))
                .isInstanceOf(RegistryException.class);
        assertThat(PasswordFile.parse(List.of()).hashInstead(7)).hasSize(60);
    }

    @Test
    void aFileWithoutUsersLetsNobodyIn() {
        PasswordFile nobody = PasswordFile.parse(List.of());
        assertThatThrownBy(() -> new Htpasswd(() -> nobody).authenticate(password("mallory", "secret")))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.failure()).isInstanceOf(Failure.Unauthenticated.class));
    }
}
