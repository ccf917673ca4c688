package dev.tardigrade.registry.http.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.auth.Scope;
import dev.tardigrade.registry.auth.TokenDesk;
import dev.tardigrade.registry.auth.TokenDesk.Issued;
import dev.tardigrade.registry.http.message.Exchange;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;

/** Answers those who ask for a token. */
public final class TokenEndpoint {

    /** Where it is. */
    public static final String PATH = "/auth/token";

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> METHODS = List.of("GET", "POST");

    private static final int FORMS_AT_ONCE = 16;

    /** Twice what a form may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FormPlaces forms = new FormPlaces(FORMS_AT_ONCE, PATIENCE);

    private final TokenDesk desk;

    public TokenEndpoint(TokenDesk desk) {
        this.desk = desk;
    }

    /**
     * Answers a request.
     *
     * @throws RegistryException where it fails; then nothing has been answered
     * @throws IOException where the client broke off
     */
    public void handle(Exchange exchange) throws IOException {
        TokenDesk.Request request = switch (exchange.method()) {
            case "GET" -> TokenForm.ofQuery(exchange);
            case "POST" -> forms.call(() -> TokenForm.ofBody(exchange));
            default ->
                throw new RegistryException(
                        new Failure.MethodNotAllowed("the methods of this address are GET, POST", METHODS));
        };
        exchange.set(HttpHeader.CACHE_CONTROL, "no-store");
        exchange.answer(200, MediaType.JSON, body(desk.issue(request)));
    }

    /** The names of both protocols in one answer, as clients read one or the other. */
    private static Bytes body(Issued issued) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("token", issued.token().reveal())
                .put("access_token", issued.token().reveal())
                .put("token_type", "Bearer")
                .put("expires_in", issued.lifetime().toSeconds())
                .put("issued_at", issued.at().toString())
                .put("scope", issued.granted().stream().map(TokenEndpoint::text).collect(Collectors.joining(" ")));
        issued.refresh().ifPresent(refresh -> root.put("refresh_token", refresh.reveal()));
        return Bytes.of(JSON.writeValueAsBytes(root));
    }

    private static String text(Scope scope) {
        return scope.type() + ":" + scope.name() + ":"
                + scope.actions().stream().sorted().collect(Collectors.joining(","));
    }
}
