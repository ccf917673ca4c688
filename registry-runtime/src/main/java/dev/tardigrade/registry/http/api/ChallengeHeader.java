package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.auth.Challenge;
import dev.tardigrade.registry.auth.Challenge.TokenAddress;
import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.model.Failure.Unauthenticated.Reason;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.RepositoryName;
import dev.tardigrade.registry.policy.Action;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes {@code WWW-Authenticate} headers: RFC 7617, and RFC 6750 with the parameters of Docker's token protocol. */
final class ChallengeHeader {

    private ChallengeHeader() {}

    /**
     * For a request that was not let in for this reason.
     *
     * @param route of the request; it may throw what is wrong with that
     */
    static String of(Challenge challenge, Exchange exchange, Supplier<Route> route, Reason reason) {
        return switch (challenge) {
            case Challenge.Basic(String realm) -> "Basic realm=\"" + realm + "\"";
            case Challenge.Bearer(TokenAddress address, String service) ->
                "Bearer realm=\"" + realm(address, exchange) + "\",service=\"" + service + "\"" + scope(exchange, route)
                        + error(reason);
        };
    }

    private static String realm(TokenAddress address, Exchange exchange) {
        return switch (address) {
            case TokenAddress.Fixed(var uri) -> uri.toString();
            case TokenAddress.SameHost(String path) -> exchange.origin().orElse("") + path;
        };
    }

    private static String error(Reason reason) {
        return switch (reason) {
            case MISSING -> "";
            case WRONG -> ",error=\"invalid_token\"";
            case SCOPE -> ",error=\"insufficient_scope\"";
        };
    }

    private static String scope(Exchange exchange, Supplier<Route> parsed) {
        try {
            Route route = parsed.get();
            return switch (Operation.of(route, exchange.method()).permission()) {
                case Permission.Connect _, Permission.SeeRepository _ -> "";
                case Permission.ListRepositories _ -> ",scope=\"registry:catalog:*\"";
                case Permission.OnRepository(RepositoryName repository, Action action) ->
                    ",scope=\"" + on(repository, action) + source(route, exchange) + "\"";
            };
        } catch (RegistryException _) {
            return "";
        }
    }

    private static String on(RepositoryName repository, Action action) {
        String actions = action == Action.PUSH ? Action.PULL.word() + "," + action.word() : action.word();
        return "repository:" + repository + ":" + actions;
    }

    /** A mount needs to pull from where it mounts. */
    private static String source(Route route, Exchange exchange) {
        Optional<String> from =
                route instanceof Route.NewUpload ? exchange.query().single("from") : Optional.empty();
        return from.flatMap(ChallengeHeader::name)
                .map(source -> " " + on(source, Action.PULL))
                .orElse("");
    }

    /** Nothing can be mounted from what is no name, and the client may push all the same. */
    private static Optional<RepositoryName> name(String from) {
        try {
            return Optional.of(RepositoryName.parse(from));
        } catch (RegistryException _) {
            return Optional.empty();
        }
    }
}
