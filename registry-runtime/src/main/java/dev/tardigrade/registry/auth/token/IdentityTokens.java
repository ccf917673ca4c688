package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.tardigrade.registry.auth.Authenticator.Login;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tokens by which an issuer elsewhere vouches for somebody (OpenID Connect). What they may do, only our own policies say. */
public final class IdentityTokens {

    /** By public keys alone: whoever knows a shared secret could sign for anybody. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final TokenVerifier verifier;
    private final ClaimMapping mapping;

    private IdentityTokens(Expected expected, ClaimMapping mapping, KeyRing keys, InstantSource clock) {
        TokenRules rules = new TokenRules(expected.issuer(), expected.audience(), ALGORITHMS, TokenRules.ACCESS);
        this.verifier = new TokenVerifier(rules, keys, clock);
        this.mapping = mapping;
    }

    /**
     * Which tokens are believed.
     *
     * @param issuer who makes them, exactly as they have it
     * @param audience for whom they must be
     */
    public record Expected(String issuer, String audience) {}

    /**
     * By keys of a file, which is followed.
     *
     * @throws IOException that says what is wrong with it
     */
    public static IdentityTokens byFile(Expected expected, ClaimMapping mapping, Path jwks, InstantSource clock)
            throws IOException {
        Supplier<ForeignKeys> keys = ForeignKeys.watch(Optional.empty(), Optional.of(jwks), clock);
        return new IdentityTokens(expected, mapping, header -> keys.get().candidates(header), clock);
    }

    /** By keys that the issuer publishes. It is not asked before the first token comes. */
    public static IdentityTokens byIssuer(
            Expected expected, ClaimMapping mapping, KeyDocument document, InstantSource clock) {
        return new IdentityTokens(expected, mapping, new IssuerKeys(expected.issuer(), document, clock), clock);
    }

    /**
     * Who shows this token.
     *
     * @throws RegistryException with {@link Failure.Unauthenticated}, or {@link Failure.IssuerUnavailable} where it cannot be judged now
     */
    public Login login(Secret token) {
        JWTClaimsSet claims = verifier.verify(token);
        return new Login(mapping.read(claims), claims.getExpirationTime().toInstant());
    }
}
