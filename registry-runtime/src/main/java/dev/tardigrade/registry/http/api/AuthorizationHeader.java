package dev.tardigrade.registry.http.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tardigrade.registry.auth.Credentials;
import dev.tardigrade.registry.model.Secret;
import java.util.Base64;

/** Reads {@code Authorization} headers. */
final class AuthorizationHeader {

    private static final String BASIC = "basic ";

    private AuthorizationHeader() {}

    static Credentials parse(String header) {
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
