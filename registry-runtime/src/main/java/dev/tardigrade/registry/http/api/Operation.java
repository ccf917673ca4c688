package dev.tardigrade.registry.http.api;

import dev.tardigrade.registry.auth.Permission;
import dev.tardigrade.registry.http.api.route.Route;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.policy.Action;

/**
 * What is to be done at a route.
 *
 * @param permission that it needs
 */
record Operation(Permission permission) {

    /** Throws {@link Failure.MethodNotAllowed} where the route has no such method. */
    static Operation of(Route route, String method) {
        if (!route.methods().contains(method)) {
            throw new RegistryException(new Failure.MethodNotAllowed(
                    "the methods of this address are " + String.join(", ", route.methods()), route.methods()));
        }
        return new Operation(permission(route, method));
    }

    private static Permission permission(Route route, String method) {
        return switch (route) {
            case Route.Base _ -> new Permission.Connect();
            case Route.Repositories _ -> new Permission.ListRepositories();
            case Route.NewUpload(var repository) -> new Permission.OnRepository(repository, Action.PUSH);
            case Route.Upload(var repository, var _) -> new Permission.OnRepository(repository, Action.PUSH);
            case Route.OfRepository content ->
                new Permission.OnRepository(
                        content.repository(),
                        switch (method) {
                            case "GET", "HEAD" -> Action.PULL;
                            case "DELETE" -> Action.DELETE;
                            default -> Action.PUSH;
                        });
        };
    }

    /** Throws {@link Failure.Unsupported} where the configuration switches this off. */
    void check(ApiRules rules) {
        if (!(permission instanceof Permission.OnRepository(var _, Action action))) {
            return;
        }
        switch (action) {
            case PULL -> {}
            case PUSH -> require(rules.writes(), "the registry is read-only");
            case DELETE -> {
                require(rules.writes(), "the registry is read-only");
                require(rules.deletes(), "deleting is switched off; see storage.delete.enabled");
            }
        }
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw new RegistryException(new Failure.Unsupported(otherwise));
        }
    }
}
