package dev.tardigrade.operator.registry.issuer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.operator.registry.model.Problem;
import dev.tardigrade.operator.registry.model.ServerFiles.ClusterKeys;
import dev.tardigrade.operator.vocabulary.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what the API server publishes about the tokens of ServiceAccounts. */
public final class Documents {

    static final String METADATA = "/.well-known/openid-configuration";
    static final String KEYS = "/openid/v1/jwks";

    /** What a public key is: anything else that an API server may say of it must not write a Secret anew. */
    private static final List<String> FIELDS = List.of("kty", "kid", "alg", "use", "n", "e", "crv", "x", "y");

    private static final String NO_KEYS = "{\"keys\":[]}";
    private static final int MOST_BYTES = 256 << 10;

    private Documents() {}

    /**
     * What they say. Equal keys give equal texts, in whatever order they come.
     *
     * @param metadata null where there are none
     * @param keys likewise
     */
    public static Answer read(@Nullable String metadata, @Nullable String keys) {
        if (metadata == null || keys == null) {
            return withheld(
                    "the API server publishes nothing at " + METADATA + " or " + KEYS
                            + ", which spec.auth.serviceAccounts needs: set its --service-account-issuer to a URL of https, or leave the field out");
        }
        var issuer = json(metadata).path("issuer").asText();
        var set = StreamSupport.stream(json(keys).path("keys").spliterator(), false)
                .filter(key -> key.isObject() && key.hasNonNull("kty"))
                .map(key -> ((ObjectNode) key.deepCopy()).retain(FIELDS).toString())
                .sorted()
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return issuer.isBlank() || set.equals(NO_KEYS) || set.length() > MOST_BYTES
                ? withheld(
                        "what the API server publishes at " + METADATA + " and " + KEYS
                                + ", which spec.auth.serviceAccounts needs, names no issuer or has no keys: mend the API server, or leave the field out")
                : new Answer.Told(new ClusterKeys(issuer, set));
    }

    static Answer forbidden() {
        return withheld("the operator may not read " + METADATA + " and " + KEYS
                + " of the API server, which spec.auth.serviceAccounts needs: bind the ClusterRole"
                + " system:service-account-issuer-discovery to its ServiceAccount");
    }

    private static JsonNode json(String text) {
        try {
            return Serialization.unmarshal(text, JsonNode.class);
        } catch (IllegalArgumentException _) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static Answer withheld(String message) {
        return new Answer.Withheld(new Problem(Reason.ISSUER_UNAVAILABLE, message));
    }
}
