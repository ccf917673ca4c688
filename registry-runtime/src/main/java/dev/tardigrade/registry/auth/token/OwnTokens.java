package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tardigrade.registry.auth.Authentication;
import dev.tardigrade.registry.auth.Authenticator;
import dev.tardigrade.registry.auth.Authenticator.Login;
import dev.tardigrade.registry.auth.ByPassword;
import dev.tardigrade.registry.auth.Caller;
import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.auth.Policy;
import dev.tardigrade.registry.auth.Rights.Verdict;
import dev.tardigrade.registry.auth.Scope;
import dev.tardigrade.registry.auth.TokenDesk;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Failure.Unauthenticated.Reason;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import dev.tardigrade.registry.policy.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tokens that this registry makes and takes. Beside a token, which bounds what a request may do, the policies still count: what they do not
 * allow any more, no token allows. Users may as well send their password with each request.
 */
public final class OwnTokens implements Authentication, TokenDesk {

    private static final String MARK = "pwd";
    private static final Duration REFRESHABLE = Duration.ofDays(90);
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512, JWSAlgorithm.HS256);

    private final Authenticator users;
    private final Policy policy;
    private final Grants grants;
    private final Settings settings;
    private final Supplier<SigningKeys> keys;
    private final InstantSource clock;
    private final TokenVerifier access;
    private final TokenVerifier refresh;
    private final ByPassword byPassword;

    /**
     * How tokens are made.
     *
     * @param service for which they are, and which makes them
     * @param lifetime of each
     */
    public record Settings(String service, Duration lifetime) {}

    /** @param keys asked for at each request, so that they may change */
    public OwnTokens(
            Authenticator users, Policy policy, Settings settings, Supplier<SigningKeys> keys, InstantSource clock) {
        this.users = users;
        this.policy = policy;
        this.grants = new Grants(policy);
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
        this.access = verifier(TokenRules.ACCESS);
        this.refresh = verifier(TokenRules.REFRESH);
        this.byPassword = new ByPassword(users, policy);
    }

    private TokenVerifier verifier(String type) {
        TokenRules rules = new TokenRules(settings.service(), settings.service(), ALGORITHMS, type);
        return new TokenVerifier(rules, header -> keys.get().candidates(header), clock);
    }

    @Override
    public Caller callerOf(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Bearer(Secret token) -> bearer(access.verify(token));
            case Credentials.None _, Credentials.Password _, Credentials.Unreadable _ ->
                byPassword.callerOf(credentials);
        };
    }

    private Caller bearer(JWTClaimsSet claims) {
        Identity identity = IdentityClaims.read(claims);
        AccessClaim claim = AccessClaim.of(claims);
        return new Caller(identity.principal(), permission -> judge(identity, claim, permission));
    }

    private Verdict judge(Identity identity, AccessClaim claim, Permission permission) {
        if (permission instanceof Permission.Connect) {
            return Verdict.ALLOWED;
        }
        if (!policy.allows(identity, permission)) {
            return Verdict.DENIED;
        }
        return claim.covers(permission) ? Verdict.ALLOWED : Verdict.BEYOND_TOKEN;
    }

    @Override
    public Issued issue(Request request) {
        Login login = switch (request.proof()) {
            case Proof.Shown(Credentials credentials) -> users.authenticate(credentials);
            case Proof.Refresh(Secret token) -> Login.lasting(refreshed(refresh.verify(token)));
        };
        Identity identity = login.identity();
        if (identity.principal() instanceof Principal.Anonymous
                && !policy.allows(identity, new Permission.ListRepositories())) {
            throw new RegistryException(new Failure.Unauthenticated("authentication is required", Reason.MISSING));
        }
        Instant now = clock.instant();
        Duration lifetime = lifetime(login, now);
        List<Scope> granted = grants.of(identity, request.scopes());
        JWTClaimsSet.Builder claims = claims(identity, now, lifetime);
        new AccessClaim(granted).addTo(claims);
        return new Issued(
                sign(claims, TokenRules.ACCESS),
                now,
                lifetime,
                request.refreshable() ? refresh(identity, now) : Optional.empty(),
                granted);
    }

    /** No token outlives what it was given for. */
    private Duration lifetime(Login login, Instant now) {
        if (now.plus(settings.lifetime()).isBefore(login.until())) {
            return settings.lifetime();
        }
        Duration rest = Duration.between(now, login.until());
        if (rest.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new RegistryException(
                    new Failure.Unauthenticated("the token has expired: get a new one", Reason.WRONG));
        }
        return rest;
    }

    /** Whether the user is still there, with the same password. */
    private Identity refreshed(JWTClaimsSet claims) {
        Identity identity = IdentityClaims.read(claims);
        boolean unchanged = identity.principal() instanceof Principal.User user
                && users.markOf(user)
                        .filter(mark -> mark.toString().equals(claims.getClaim(MARK)))
                        .isPresent();
        if (!unchanged) {
            throw new RegistryException(new Failure.Unauthenticated("the token is not valid any more", Reason.WRONG));
        }
        return identity;
    }

    private Optional<Secret> refresh(Identity identity, Instant now) {
        return identity.principal() instanceof Principal.User user
                ? users.markOf(user)
                        .map(mark -> sign(
                                claims(identity, now, REFRESHABLE).claim(MARK, mark.toString()), TokenRules.REFRESH))
                : Optional.empty();
    }

    private JWTClaimsSet.Builder claims(Identity identity, Instant now, Duration lifetime) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(settings.service())
                .audience(settings.service())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString());
        IdentityClaims.write(identity, claims);
        return claims;
    }

    private Secret sign(JWTClaimsSet.Builder claims, String type) {
        SigningKeys signing = keys.get();
        JWSHeader header = new JWSHeader.Builder(signing.algorithm())
                .keyID(signing.id())
                .type(new JOSEObjectType(type))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims.build());
        try {
            jwt.sign(signing.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read cannot sign", e);
        }
        return new Secret(jwt.serialize());
    }
}
