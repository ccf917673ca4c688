package dev.tardigrade.registry.auth.identity;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.auth.token.KeyDocument;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;

/** The keys of an issuer, found as OpenID Connect Discovery says. Over HTTPS alone, unless the issuer itself is on this machine. */
public final class PublishedKeys implements KeyDocument {

    private static final String METADATA = "/.well-known/openid-configuration";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final URI issuer;
    private final Download download;

    /** @param issuer as its tokens have it */
    public PublishedKeys(URI issuer, Download download) {
        this.issuer = issuer;
        this.download = download;
    }

    @Override
    public String read() throws IOException {
        String text = issuer.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        JsonNode metadata = json(download.text(URI.create(base + METADATA)));
        if (!text.equals(metadata.path("issuer").textValue())) {
            throw new IOException("its metadata is of another issuer");
        }
        return download.text(address(metadata.path("jwks_uri").textValue()));
    }

    private static JsonNode json(String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("its metadata is no JSON", e);
        }
    }

    private URI address(String text) throws IOException {
        try {
            URI address = new URI(String.valueOf(text));
            boolean asSafe = "https".equals(address.getScheme())
                    || (address.getHost() != null
                            && address.getHost().equals(issuer.getHost())
                            && "http".equals(issuer.getScheme())
                            && "http".equals(address.getScheme()));
            if (asSafe && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException _) {
            // Said below, as of others that are none.
        }
        throw new IOException("its metadata has no jwks_uri of https");
    }
}
