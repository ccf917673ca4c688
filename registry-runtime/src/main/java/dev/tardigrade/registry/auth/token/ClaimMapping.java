package dev.tardigrade.registry.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.Failure.Unauthenticated.Reason;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.policy.Group;
import dev.tardigrade.registry.policy.Identity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who somebody is, from what an issuer elsewhere claims.
 *
 * @param source what the configuration calls the issuer
 * @param name where their name is
 * @param groups the claim that has their groups, a text or a list of texts; empty for no groups
 * @param known groups that some rule names: others are left out, so that our own token is not too long for them
 * @param required claims, and the text that each must be
 */
public record ClaimMapping(
        String source, NameRule name, Optional<String> groups, Set<Group> known, Map<String, String> required) {

    public ClaimMapping {
        known = Set.copyOf(known);
        required = Map.copyOf(required);
    }

    /** Where the name of somebody is. */
    public sealed interface NameRule {

        /** In a claim, as it is. */
        record Claim(String claim) implements NameRule {}

        /** In the subject of a token of a ServiceAccount of Kubernetes, as {@code NAMESPACE/NAME}. */
        record ServiceAccount() implements NameRule {}
    }

    private static final Pattern SERVICE_ACCOUNT =
            Pattern.compile("system:serviceaccount:([a-z0-9-]{1,63}):([a-z0-9.-]{1,253})");

    /** Throws {@link Failure.Unauthenticated} where the claims are not as they must be. */
    Identity read(JWTClaimsSet claims) {
        required.forEach((claim, expected) -> {
            if (!isText(claims.getClaim(claim), expected)) {
                throw wrong("the token's claim " + claim + " is not the one that this registry takes");
            }
        });
        Principal principal = new Principal.External(source, nameOf(claims));
        return new Identity(
                principal, groups.map(claim -> groupsOf(claims.getClaim(claim))).orElseGet(Set::of));
    }

    private static boolean isText(Object value, String expected) {
        return switch (value) {
            case String text -> text.equals(expected);
            case Boolean flag -> flag.toString().equals(expected);
            case Integer number -> number.toString().equals(expected);
            case Long number -> number.toString().equals(expected);
            case null, default -> false;
        };
    }

    private String nameOf(JWTClaimsSet claims) {
        return switch (name) {
            case NameRule.Claim(String claim) -> {
                if (claims.getClaim(claim) instanceof String text && Principal.External.isName(text)) {
                    yield text;
                }
                throw wrong("the token's claim " + claim + " is no name");
            }
            case NameRule.ServiceAccount _ -> {
                Matcher parts = SERVICE_ACCOUNT.matcher(String.valueOf(claims.getSubject()));
                if (parts.matches()) {
                    yield parts.group(1) + "/" + parts.group(2);
                }
                throw wrong("the token is of no ServiceAccount");
            }
        };
    }

    private Set<Group> groupsOf(Object claimed) {
        List<?> names = switch (claimed) {
            case String text -> List.of(text);
            case List<?> list -> list;
            case null, default -> List.of();
        };
        return names.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(Group::isName)
                .map(Group::new)
                .filter(known::contains)
                .collect(Collectors.toSet());
    }

    private static RegistryException wrong(String message) {
        return new RegistryException(new Failure.Unauthenticated(message, Reason.WRONG));
    }
}
