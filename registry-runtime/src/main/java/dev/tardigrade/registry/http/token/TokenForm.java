package dev.tardigrade.registry.http.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.auth.Scope;
import dev.tardigrade.registry.auth.TokenDesk.Proof;
import dev.tardigrade.registry.auth.TokenDesk.Request;
import dev.tardigrade.registry.http.message.AuthorizationHeader;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.http.message.QueryParameters;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import dev.tardigrade.registry.model.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what clients ask for: in the query with a password beside it, or in a form that has all. */
final class TokenForm {

    private static final int MAX_BYTES = 24 << 10;
    private static final int MAX_SCOPES = 64;

    /** For a form, which clients send together with the head of the request. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final MediaType FORM = new MediaType("application/x-www-form-urlencoded");

    private TokenForm() {}

    static Request ofQuery(Exchange exchange) {
        QueryParameters query = exchange.query();
        boolean refreshable =
                query.single("offline_token").filter("true"::equals).isPresent();
        return new Request(new Proof.Shown(AuthorizationHeader.of(exchange)), scopes(query), refreshable);
    }

    static Request ofBody(Exchange exchange) throws IOException {
        if (!exchange.contentType().equals(Optional.of(FORM))) {
            throw invalid("the body must be a form: " + FORM.value());
        }
        QueryParameters form = QueryParameters.parse(
                new String(exchange.body(MAX_BYTES, PATIENCE).toArray(), UTF_8), MAX_BYTES);
        boolean refreshable =
                form.single("access_type").filter("offline"::equals).isPresent();
        return switch (required(form, "grant_type")) {
            case "password" -> {
                Secret password = new Secret(required(form, "password"));
                Credentials shown = new Credentials.Password(required(form, "username"), password);
                yield new Request(new Proof.Shown(shown), scopes(form), refreshable);
            }
            case "refresh_token" ->
                new Request(new Proof.Refresh(new Secret(required(form, "refresh_token"))), scopes(form), refreshable);
            default -> throw invalid("grant_type must be password or refresh_token");
        };
    }

    private static String required(QueryParameters form, String name) {
        return form.single(name).filter(value -> !value.isEmpty()).orElseThrow(() -> invalid(name + " is missing"));
    }

    /** Given several times, or in one with blanks between them. */
    private static List<Scope> scopes(QueryParameters parameters) {
        List<String> texts = parameters.all("scope").stream()
                .flatMap(each -> Arrays.stream(each.split(" ", -1)))
                .filter(each -> !each.isEmpty())
                .toList();
        if (texts.size() > MAX_SCOPES) {
            throw invalid("there are more than " + MAX_SCOPES + " scopes");
        }
        return texts.stream().flatMap(text -> Scope.parse(text).stream()).toList();
    }

    private static RegistryException invalid(String message) {
        return new RegistryException(new Failure.RequestInvalid(message));
    }
}
