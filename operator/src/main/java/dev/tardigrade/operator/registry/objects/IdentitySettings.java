package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.access.Auth;
import dev.tardigrade.api.v1alpha1.access.Oidc;
import dev.tardigrade.api.v1alpha1.access.OidcClaims.Demand;
import dev.tardigrade.api.v1alpha1.access.ServiceAccounts;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.model.ServerFiles.ClusterKeys;
import dev.tardigrade.operator.registry.objects.secret.ClusterKeysSecret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whom issuers elsewhere vouch for, as the configuration of a server spells it. */
final class IdentitySettings {

    private IdentitySettings() {}

    /** The list {@code auth.identities}; empty where nobody vouches for anybody. */
    static List<Map<String, Object>> of(Blueprint blueprint, Auth auth) {
        var identities = new ArrayList<Map<String, Object>>();
        if (auth.oidc() != null) {
            identities.add(oidc(auth.oidc()));
        }
        var accounts = auth.serviceAccounts();
        if (accounts != null) {
            blueprint
                    .files()
                    .serviceAccountKeys()
                    .ifPresent(keys -> identities.add(serviceAccounts(blueprint, accounts, keys)));
        }
        return identities;
    }

    private static Map<String, Object> oidc(Oidc oidc) {
        var claims = oidc.mapping();
        var settings = new LinkedHashMap<String, Object>();
        settings.put("name", "oidc");
        settings.put("issuer", oidc.issuer());
        settings.put("audience", oidc.audience());
        settings.put("username", claims.username());
        if (claims.groups() != null) {
            settings.put("groups", claims.groups());
        }
        if (!claims.required().isEmpty()) {
            settings.put(
                    "claims",
                    claims.required().stream()
                            .collect(Collectors.toMap(Demand::name, Demand::value, (one, _) -> one, TreeMap::new)));
        }
        return settings;
    }

    private static Map<String, Object> serviceAccounts(
            Blueprint blueprint, ServiceAccounts accounts, ClusterKeys keys) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("name", "serviceaccount");
        settings.put("kind", "serviceaccounts");
        settings.put("issuer", keys.issuer());
        settings.put("audience", accounts.audience() == null ? AccessSettings.service(blueprint) : accounts.audience());
        settings.put("jwks", ClusterKeysSecret.FILE);
        return settings;
    }
}
