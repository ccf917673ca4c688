package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tardigrade.registry.auth.Authentication;
import dev.tardigrade.registry.auth.Caller;
import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.auth.Rights.Verdict;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Failure.Unauthenticated.Reason;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tokens of a token server elsewhere, which alone decides who may do what ({@code auth.token} of {@code registry:2}). */
public final class ForeignTokens implements Authentication {

    private final TokenVerifier verifier;

    private ForeignTokens(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /**
     * Which tokens are believed.
     *
     * @param issuer who makes them
     * @param service for whom they are
     * @param bundle PEM file of certificates
     * @param jwks JSON file of keys
     * @param algorithms by which they may be signed
     */
    public record Settings(
            String issuer, String service, Optional<Path> bundle, Optional<Path> jwks, List<String> algorithms) {
        public Settings {
            algorithms = List.copyOf(algorithms);
        }
    }

    /**
     * Reads the keys for the first time.
     *
     * @throws IOException that says which file is wrong, and how
     */
    public static ForeignTokens open(Settings settings, InstantSource clock) throws IOException {
        Supplier<ForeignKeys> keys = ForeignKeys.watch(settings.bundle(), settings.jwks(), clock);
        TokenRules rules = new TokenRules(
                settings.issuer(),
                settings.service(),
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()),
                TokenRules.ACCESS);
        return new ForeignTokens(new TokenVerifier(rules, header -> keys.get().candidates(header), clock));
    }

    @Override
    public Caller callerOf(Credentials credentials) {
        return switch (credentials) {
            case Credentials.None _ -> new Caller(new Principal.Anonymous(), _ -> Verdict.DENIED);
            case Credentials.Bearer(Secret token) -> bearer(verifier.verify(token));
            case Credentials.Password _, Credentials.Unreadable _ ->
                throw new RegistryException(new Failure.Unauthenticated("only tokens are taken here", Reason.WRONG));
        };
    }

    private static Caller bearer(JWTClaimsSet claims) {
        AccessClaim claim = AccessClaim.of(claims);
        return new Caller(
                IdentityClaims.read(claims).principal(),
                permission -> claim.covers(permission) ? Verdict.ALLOWED : Verdict.BEYOND_TOKEN);
    }
}
