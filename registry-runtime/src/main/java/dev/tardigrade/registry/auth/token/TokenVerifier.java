package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Failure.Unauthenticated.Reason;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Reads tokens, and believes those that the rules and the keys allow. */
final class TokenVerifier {

    private static final int MAX_LENGTH = 16 << 10;
    private static final String INVALID = "the token is not valid, or not any more";
    /** By which the clocks of two machines may differ. */
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final TokenRules rules;
    private final KeyRing keys;
    private final InstantSource clock;

    TokenVerifier(TokenRules rules, KeyRing keys, InstantSource clock) {
        this.rules = rules;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * What a token claims. Throws {@link Failure.Unauthenticated} where it is not to be believed, which tells why only to those who have one that
     * was signed by a key of ours.
     */
    JWTClaimsSet verify(Secret token) {
        if (token.reveal().length() > MAX_LENGTH) {
            throw wrong(INVALID, null);
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token.reveal());
            if (!isOfOurKind(jwt.getHeader()) || !isSigned(jwt)) {
                throw wrong(INVALID, null);
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!isForUs(claims)) {
                throw wrong("the token is of another issuer, or for another audience", null);
            }
            if (!isNow(claims)) {
                throw wrong("the token has expired, or is not valid yet", null);
            }
            return claims;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw wrong(INVALID, e);
        }
    }

    private boolean isOfOurKind(JWSHeader header) {
        JOSEObjectType type = header.getType();
        boolean expected = type == null
                ? rules.type().equals(TokenRules.ACCESS)
                : type.getType().equalsIgnoreCase(rules.type());
        return expected
                && header.getCriticalParams() == null
                && rules.algorithms().contains(header.getAlgorithm());
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        for (TrustedKey key : keys.candidates(jwt.getHeader())) {
            if (jwt.verify(key.verifier())) {
                return true;
            }
        }
        return false;
    }

    private boolean isForUs(JWTClaimsSet claims) {
        return rules.issuer().equals(claims.getIssuer()) && claims.getAudience().contains(rules.audience());
    }

    private boolean isNow(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        Date begin = claims.getNotBeforeTime();
        return end != null
                && end.toInstant().plus(LEEWAY).isAfter(now)
                && (begin == null || !begin.toInstant().minus(LEEWAY).isAfter(now));
    }

    private static RegistryException wrong(String message, @Nullable Throwable cause) {
        return new RegistryException(new Failure.Unauthenticated(message, Reason.WRONG), cause);
    }
}
