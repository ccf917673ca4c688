package dev.tardigrade.registry.server;

import dev.tardigrade.registry.auth.Authenticator;
import dev.tardigrade.registry.auth.Challenge;
import dev.tardigrade.registry.auth.Challenge.TokenAddress;
import dev.tardigrade.registry.auth.Gate;
import dev.tardigrade.registry.auth.Htpasswd;
import dev.tardigrade.registry.auth.PasswordFile;
import dev.tardigrade.registry.auth.Policy;
import dev.tardigrade.registry.auth.RobotFile;
import dev.tardigrade.registry.auth.Robots;
import dev.tardigrade.registry.auth.RulePolicy;
import dev.tardigrade.registry.auth.UsersOnly;
import dev.tardigrade.registry.auth.login.CountedPasswords;
import dev.tardigrade.registry.auth.login.LoginCounts;
import dev.tardigrade.registry.auth.token.ForeignTokens;
import dev.tardigrade.registry.auth.token.OwnTokens;
import dev.tardigrade.registry.auth.token.SigningKeys;
import dev.tardigrade.registry.config.settings.AuthSettings;
import dev.tardigrade.registry.config.settings.AuthSettings.TokenSource;
import dev.tardigrade.registry.config.settings.HttpSettings;
import dev.tardigrade.registry.http.token.TokenEndpoint;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.policy.AccessRule;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is let in, as the configuration says. */
final class GateOfConfiguration {

    private final HttpSettings http;
    private final Bytes secret;
    private final InstantSource clock;
    private final LoginCounts logins;

    /**
     * @param secret that this process signs with
     * @param logins counts them
     */
    GateOfConfiguration(HttpSettings http, Bytes secret, InstantSource clock, LoginCounts logins) {
        this.logins = logins;
        this.http = http;
        this.secret = secret;
        this.clock = clock;
    }

    /** Throws an {@link IOException} that says which file is missing or wrong. */
    Gate gate(AuthSettings auth) throws IOException {
        return switch (auth) {
            case AuthSettings.Open _ -> Gate.open();
            case AuthSettings.Token token -> foreign(token);
            case AuthSettings.Htpasswd users -> {
                Authenticator authenticator = authenticator(users);
                AuthSettings.Issuer issuer = users.issuer();
                yield issuer == null
                        ? Gate.basic(
                                authenticator,
                                policy(users.rules()),
                                users.realm().value())
                        : own(authenticator, policy(users.rules()), issuer);
            }
        };
    }

    private Authenticator authenticator(AuthSettings.Htpasswd settings) throws IOException {
        PasswordFile nobody = PasswordFile.parse(List.of());
        Authenticator users =
                new Htpasswd(settings.file() == null ? () -> nobody : PasswordFile.watch(settings.file(), clock));
        Authenticator all = new CountedPasswords(
                settings.robots() == null ? users : new Robots(RobotFile.watch(settings.robots(), clock), users),
                logins);
        return settings.identities().isEmpty()
                ? all
                : new IdentitiesOfConfiguration(settings, clock).beside(all, logins);
    }

    private static Policy policy(@Nullable List<AccessRule> rules) {
        return rules == null ? new UsersOnly() : new RulePolicy(rules);
    }

    private Gate own(Authenticator users, Policy policy, AuthSettings.Issuer issuer) throws IOException {
        SigningKeys derived = SigningKeys.derived(secret);
        Supplier<SigningKeys> keys = issuer.keys() == null ? () -> derived : SigningKeys.watch(issuer.keys(), clock);
        var settings = new OwnTokens.Settings(issuer.service().value(), issuer.lifetime());
        OwnTokens tokens = new OwnTokens(users, policy, settings, keys, clock);
        Challenge challenge =
                new Challenge.Bearer(address(issuer.address()), issuer.service().value());
        return new Gate(tokens, challenge, Optional.of(tokens));
    }

    private TokenAddress address(@Nullable URI configured) {
        URI host = http.host();
        if (configured != null) {
            return new TokenAddress.Fixed(configured);
        }
        return host == null
                ? new TokenAddress.SameHost(TokenEndpoint.PATH)
                : new TokenAddress.Fixed(host.resolve(TokenEndpoint.PATH));
    }

    private Gate foreign(AuthSettings.Token token) throws IOException {
        var settings = new ForeignTokens.Settings(
                token.issuer(),
                token.service().value(),
                Optional.ofNullable(token.bundle()),
                Optional.ofNullable(token.jwks()),
                token.algorithms().stream().map(Enum::name).toList());
        TokenAddress address = switch (token.source()) {
            case TokenSource.At(URI uri) -> new TokenAddress.Fixed(uri);
            case TokenSource.SameHost(var path) -> new TokenAddress.SameHost(path.value());
        };
        return new Gate(
                ForeignTokens.open(settings, clock),
                new Challenge.Bearer(address, token.service().value()));
    }
}
