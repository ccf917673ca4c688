package dev.tardigrade.registry.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.auth.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a token is for, as Docker's token protocol writes it into the claim {@code access}. */
record AccessClaim(List<Scope> scopes) {

    private static final String NAME = "access";
    /** More than any client asks for. */
    private static final int MAX_ENTRIES = 256;

    AccessClaim {
        scopes = List.copyOf(scopes);
    }

    /** Entries that are malformed are for nothing. */
    static AccessClaim of(JWTClaimsSet claims) {
        List<Scope> scopes = new ArrayList<>();
        if (claims.getClaim(NAME) instanceof List<?> entries && entries.size() <= MAX_ENTRIES) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> fields
                        && fields.get("type") instanceof String type
                        && fields.get("name") instanceof String name
                        && fields.get("actions") instanceof List<?> actions) {
                    scopes.add(new Scope(
                            type,
                            name,
                            actions.stream()
                                    .filter(String.class::isInstance)
                                    .map(String.class::cast)
                                    .collect(Collectors.toSet())));
                }
            }
        }
        return new AccessClaim(scopes);
    }

    boolean covers(Permission permission) {
        return permission instanceof Permission.Connect || scopes.stream().anyMatch(scope -> scope.covers(permission));
    }

    void addTo(JWTClaimsSet.Builder claims) {
        claims.claim(
                NAME,
                scopes.stream()
                        .map(scope -> Map.of(
                                "type",
                                scope.type(),
                                "name",
                                scope.name(),
                                "actions",
                                scope.actions().stream().sorted().toList()))
                        .toList());
    }
}
