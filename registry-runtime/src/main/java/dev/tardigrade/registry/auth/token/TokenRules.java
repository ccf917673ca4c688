package dev.tardigrade.registry.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Set;

/**
 * What a token must say to be believed.
 *
 * @param issuer who made it
 * @param audience for whom it is
 * @param algorithms by which it may be signed
 * @param type of token, as its header has it; others are not for this purpose
 */
record TokenRules(String issuer, String audience, Set<JWSAlgorithm> algorithms, String type) {

    /** Of a token that lets somebody do something. */
    static final String ACCESS = "JWT";
    /** Of a token to get others with. */
    static final String REFRESH = "refresh+jwt";

    TokenRules {
        algorithms = Set.copyOf(algorithms);
    }
}
