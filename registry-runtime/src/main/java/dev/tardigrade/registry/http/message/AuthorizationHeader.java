package dev.tardigrade.registry.http.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.model.Secret;
import java.util.Base64;
import org.eclipse.jetty.http.HttpHeader;

/** Reads {@code Authorization} headers. */
public final class AuthorizationHeader {

    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private AuthorizationHeader() {}

    /** What a request shows; {@link Credentials.None} where it has no such header. */
    public static Credentials of(Exchange exchange) {
        return exchange.header(HttpHeader.AUTHORIZATION)
                .map(AuthorizationHeader::parse)
                .orElseGet(Credentials.None::new);
    }

    private static Credentials parse(String header) {
        if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = header.substring(BEARER.length()).strip();
            return token.isEmpty() ? new Credentials.Unreadable() : new Credentials.Bearer(new Secret(token));
        }
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new Credentials.Unreadable();
        }
        String pair;
        try {
            pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), UTF_8);
        } catch (IllegalArgumentException _) {
            return new Credentials.Unreadable();
        }
        int colon = pair.indexOf(':');
        if (colon < 1 || colon == pair.length() - 1) {
            return new Credentials.Unreadable();
        }
        return new Credentials.Password(pair.substring(0, colon), new Secret(pair.substring(colon + 1)));
    }
}
