package dev.tardigrade.registry.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tardigrade.registry.model.Principal;
import dev.tardigrade.registry.policy.Group;
import dev.tardigrade.registry.policy.Identity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who somebody is, in the claims {@code sub} and {@code groups}; a robot in {@code robot} instead, and somebody of elsewhere in {@code source}
 * and {@code name}, so that they are never taken for users.
 */
final class IdentityClaims {

    private static final String GROUPS = "groups";
    private static final String ROBOT = "robot";
    private static final String SOURCE = "source";
    private static final String NAME = "name";
    private static final int MAX_GROUPS = 1000;

    private IdentityClaims() {}

    /** Without a subject it is somebody anonymous. Names that no group can have are passed over. */
    static Identity read(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isEmpty()) {
            return withoutSubject(claims);
        }
        return new Identity(new Principal.User(subject), groups(claims));
    }

    private static Identity withoutSubject(JWTClaimsSet claims) {
        if (claims.getClaim(ROBOT) instanceof String name && !name.isEmpty()) {
            return Identity.robot(name);
        }
        return claims.getClaim(SOURCE) instanceof String source
                        && !source.isEmpty()
                        && claims.getClaim(NAME) instanceof String name
                        && Principal.External.isName(name)
                ? new Identity(new Principal.External(source, name), groups(claims))
                : Identity.ANONYMOUS;
    }

    private static Set<Group> groups(JWTClaimsSet claims) {
        Set<Group> groups = new HashSet<>();
        if (claims.getClaim(GROUPS) instanceof List<?> names && names.size() <= MAX_GROUPS) {
            for (Object name : names) {
                if (name instanceof String text && Group.isName(text)) {
                    groups.add(new Group(text));
                }
            }
        }
        return groups;
    }

    static void write(Identity identity, JWTClaimsSet.Builder claims) {
        switch (identity.principal()) {
            case Principal.User(String name) -> claims.subject(name);
            case Principal.Robot(String name) -> claims.claim(ROBOT, name);
            case Principal.External(String source, String name) ->
                claims.claim(SOURCE, source).claim(NAME, name);
            case Principal.Anonymous _ -> {}
        }
        if (!identity.groups().isEmpty()) {
            claims.claim(
                    GROUPS, identity.groups().stream().map(Group::name).sorted().toList());
        }
    }
}
