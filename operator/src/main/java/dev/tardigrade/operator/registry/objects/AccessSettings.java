package dev.tardigrade.operator.registry.objects;

import dev.tardigrade.api.v1alpha1.access.AccessPolicy;
import dev.tardigrade.api.v1alpha1.access.Action;
import dev.tardigrade.api.v1alpha1.access.Auth;
import dev.tardigrade.operator.registry.model.Blueprint;
import dev.tardigrade.operator.registry.objects.secret.FilesSecret;
import dev.tardigrade.operator.registry.objects.secret.RobotsSecret;
import dev.tardigrade.operator.registry.objects.secret.TokensSecret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who may use the registry, as its configuration spells it. */
final class AccessSettings {

    private static final List<String> ALL_REPOSITORIES = List.of("**");
    private static final AccessPolicy USERS_EVERYTHING =
            new AccessPolicy(List.of("authenticated"), ALL_REPOSITORIES, List.of(Action.values()));
    private static final AccessPolicy ALL_PULL =
            new AccessPolicy(List.of(AccessPolicy.ANYONE), ALL_REPOSITORIES, List.of(Action.pull));

    private AccessSettings() {}

    /** The section {@code auth}; none where there are neither users nor robots nor others, so that everybody may do everything. */
    static Optional<Map<String, Object>> of(Blueprint blueprint) {
        var settings = new LinkedHashMap<String, Object>();
        blueprint.files().users().ifPresent(_ -> settings.put("htpasswd", htpasswd()));
        if (!blueprint.files().robots().isEmpty()) {
            settings.put("robots", Map.of("path", RobotsSecret.FILE));
        }
        var identities = Optional.ofNullable(blueprint.spec().auth())
                .map(auth -> IdentitySettings.of(blueprint, auth))
                .orElse(List.of());
        if (!identities.isEmpty()) {
            settings.put("identities", identities);
        }
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        Optional.ofNullable(blueprint.spec().auth())
                .filter(auth -> auth.anonymousPull()
                        || !auth.policies().isEmpty()
                        || !auth.robots().isEmpty())
                .ifPresent(auth -> settings.put("policies", policies(auth)));
        // Docker asks for a token before it pulls without a login; a server that only takes passwords refuses it.
        blueprint
                .files()
                .tokenKeys()
                .ifPresent(_ -> settings.put(
                        "issuer", new TreeMap<>(Map.of("service", service(blueprint), "keys", TokensSecret.FOLDER))));
        return Optional.of(settings);
    }

    private static Map<String, Object> htpasswd() {
        var htpasswd = new LinkedHashMap<String, Object>();
        htpasswd.put("realm", "registry");
        htpasswd.put("path", FilesSecret.USERS_FILE);
        return htpasswd;
    }

    /** What tokens call this registry. */
    static String service(Blueprint blueprint) {
        var metadata = blueprint.registry().getMetadata();
        return metadata.getName() + "." + metadata.getNamespace();
    }

    private static List<Map<String, Object>> policies(Auth auth) {
        var policies = new ArrayList<>(auth.policies().isEmpty() ? List.of(USERS_EVERYTHING) : auth.policies());
        if (auth.anonymousPull()) {
            policies.add(ALL_PULL);
        }
        auth.robots()
                .forEach(robot -> policies.add(
                        new AccessPolicy(List.of("robot:" + robot.name()), robot.repositories(), robot.actions())));
        return policies.stream().map(AccessSettings::written).toList();
    }

    private static Map<String, Object> written(AccessPolicy policy) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("who", policy.who());
        rule.put("repositories", policy.repositories());
        rule.put("actions", policy.actions().stream().map(Action::name).toList());
        return rule;
    }
}
