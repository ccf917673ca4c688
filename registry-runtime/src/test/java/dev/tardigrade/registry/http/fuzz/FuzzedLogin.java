package dev.tardigrade.registry.http.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.auth.Challenge;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.UsersOnly;
import dev.tardigrade.registry.auth.token.OwnTokens;
import dev.tardigrade.registry.auth.token.SigningKeys;
import dev.tardigrade.registry.http.RunningRegistry;
import dev.tardigrade.registry.http.api.ApiRules;
import dev.tardigrade.registry.http.token.TokenEndpoint;
import dev.tardigrade.registry.manifest.ManifestRules;
import dev.tardigrade.registry.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A registry that lets in one user, by her password or by a token that she got for it. */
final class FuzzedLogin implements AutoCloseable {

    static final String ALICE = basic("alice:secret");

    private final RunningRegistry registry;

    FuzzedLogin() {
        String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());
        PasswordFile users = PasswordFile.parse(List.of("alice:" + hash));
        SigningKeys keys = SigningKeys.derived(Bytes.of(new byte[32]));
        OwnTokens tokens = new OwnTokens(
                new Htpasswd(() -> users),
                new UsersOnly(),
                new OwnTokens.Settings("images", Duration.ofMinutes(5)),
                () -> keys,
                Clock.systemUTC());
        Challenge challenge = new Challenge.Bearer(new Challenge.TokenAddress.SameHost(TokenEndpoint.PATH), "images");
        Gate gate = new Gate(tokens, challenge, Optional.of(tokens));
        try {
            registry = RunningRegistry.with(gate, new ApiRules(true, true), ManifestRules.STRICT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    RawConnection connection() {
        return new RawConnection(registry.address());
    }

    String token() {
        byte[] answer = registry.client()
                .send("GET", "/auth/token?scope=repository:app:pull,push", "Authorization", ALICE)
                .body();
        try {
            return JsonMapper.builder().build().readTree(answer).path("token").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of an upload that whoever has the token has begun. */
    String begin(String token) {
        return registry.client()
                .send("POST", "/v2/app/blobs/uploads/", "Authorization", "Bearer " + token)
                .header("Location");
    }

    @Override
    public void close() {
        registry.close();
    }
}
