package dev.tardigrade.registry.server;

import dev.tardigrade.registry.auth.Authenticator;
import dev.tardigrade.registry.auth.identity.Download;
import dev.tardigrade.registry.auth.identity.Identities;
import dev.tardigrade.registry.auth.identity.PublishedKeys;
import dev.tardigrade.registry.auth.login.LoginCounts;
import dev.tardigrade.registry.auth.token.ClaimMapping;
import dev.tardigrade.registry.auth.token.ClaimMapping.NameRule;
import dev.tardigrade.registry.auth.token.IdentityTokens;
import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.IdentitySettings;
import dev.tardigrade.registry.config.settings.IdentitySettings.Keys;
import dev.tardigrade.registry.config.settings.IdentitySettings.Kind;
import dev.tardigrade.registry.policy.AccessRule;
import dev.tardigrade.registry.policy.Group;
import dev.tardigrade.registry.policy.Subject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whom issuers elsewhere vouch for, as the configuration says. */
final class IdentitiesOfConfiguration {

    private final List<IdentitySettings> identities;
    private final Set<Group> groups;
    private final InstantSource clock;

    IdentitiesOfConfiguration(AuthSettings.Htpasswd settings, InstantSource clock) {
        this.identities = settings.identities();
        this.groups = groups(settings.rules() == null ? List.of() : settings.rules());
        this.clock = clock;
    }

    private static Set<Group> groups(List<AccessRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.who().stream())
                .filter(Subject.Member.class::isInstance)
                .map(member -> ((Subject.Member) member).group())
                .collect(Collectors.toSet());
    }

    /** Them, and those that are known otherwise. Throws an {@link IOException} that says which file of keys is missing or wrong. */
    Authenticator beside(Authenticator others, LoginCounts counts) throws IOException {
        Download download = Download.create();
        Map<String, IdentityTokens> sources = new TreeMap<>();
        for (IdentitySettings identity : identities) {
            sources.put(identity.name(), tokens(identity, download));
        }
        return new Identities(sources, others, counts);
    }

    private IdentityTokens tokens(IdentitySettings identity, Download download) throws IOException {
        var expected = new IdentityTokens.Expected(identity.issuer(), identity.audience());
        NameRule name = switch (identity.kind()) {
            case Kind.Users(String claim) -> new NameRule.Claim(claim);
            case Kind.ServiceAccounts _ -> new NameRule.ServiceAccount();
        };
        var mapping = new ClaimMapping(identity.name(), name, identity.groups(), groups, identity.claims());
        return switch (identity.keys()) {
            case Keys.OfFile(Path jwks) -> IdentityTokens.byFile(expected, mapping, jwks, clock);
            case Keys.Published(URI issuer) ->
                IdentityTokens.byIssuer(expected, mapping, new PublishedKeys(issuer, download), clock);
        };
    }
}
