package dev.tardigrade.registry.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.policy.Group;
import dev.tardigrade.registry.policy.Identity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who somebody is, in the claims {@code sub} and {@code groups}; a robot in {@code robot} instead, so that it is never taken for a user. */
final class IdentityClaims {

    private static final String GROUPS = "groups";
    private static final String ROBOT = "robot";
    private static final int MAX_GROUPS = 1000;

    private IdentityClaims() {}

    /** Without a subject it is somebody anonymous. Names that no group can have are passed over. */
    static Identity read(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isEmpty()) {
            return claims.getClaim(ROBOT) instanceof String name && !name.isEmpty()
                    ? Identity.robot(name)
                    : Identity.ANONYMOUS;
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
        switch (identity.principal()) {
            case Principal.User(String name) -> claims.subject(name);
            case Principal.Robot(String name) -> claims.claim(ROBOT, name);
            case Principal.Anonymous _ -> {}
        }
        if (!identity.groups().isEmpty()) {
            claims.claim(
                    GROUPS, identity.groups().stream().map(Group::name).sorted().toList());
        }
    }
}
