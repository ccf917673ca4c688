package dev.tardigrade.registry.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.policy.Group;
import dev.tardigrade.registry.policy.Identity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who somebody is, in the claims {@code sub} and {@code groups}. */
final class IdentityClaims {

    private static final String GROUPS = "groups";
    private static final int MAX_GROUPS = 1000;

    private IdentityClaims() {}

    /** Without a subject it is somebody anonymous. Names that no group can have are passed over. */
    static Identity read(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isEmpty()) {
            return Identity.ANONYMOUS;
        }
        Set<Group> groups = new HashSet<>();
        if (claims.getClaim(GROUPS) instanceof List<?> names && names.size() <= MAX_GROUPS) {
            for (Object name : names) {
                if (name instanceof String text && Group.isName(text)) {
                    groups.add(new Group(text));
                }
            }
        }
        return new Identity(new Principal.User(subject), groups);
    }

    static void write(Identity identity, JWTClaimsSet.Builder claims) {
        if (identity.principal() instanceof Principal.User(String name)) {
            claims.subject(name);
        }
        if (!identity.groups().isEmpty()) {
            claims.claim(
                    GROUPS, identity.groups().stream().map(Group::name).sorted().toList());
        }
    }
}
