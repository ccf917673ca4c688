package dev.tardigrade.operator.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tardigrade.operator.grant.AccessGrant;
import dev.tardigrade.operator.grant.BucketName;
import dev.tardigrade.operator.grant.BucketPath;
import dev.tardigrade.operator.grant.GrantText;
import dev.tardigrade.operator.grant.Restriction;
import dev.tardigrade.operator.grant.Right;
import dev.tardigrade.testing.keys.TestPair;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** Grants of a tenant, and those that an operator made of them. */
public final class Grants {

    private static final BucketPath BUCKET = BucketPath.whole(new BucketName("shop-team-a-2b7f6f0f1c7d"));

    private static final Path VECTORS = Path.of("src/test/resources/dev/tardigrade/operator/grant/vectors.json");

    /** The same rights and keys at {@code eu1.storj.io}. */
    private static final String FOREIGN =
            "13SwqbfLmM46eGqesiZSYiNPAVEYrm4r4pzJHoLftqniNrCLTnTmCWi3ipv6XijKg5nsYVFdxrpPnVVyRwyb5TZcpb"
                    + "pd2mk6tQzg24TF3ZLgXYkNdUKbcdtv4JvQuQ4A9cTShsWMcYvSdzrXdtBJh5548S7Cw1g9YJDVmeZEEdeoKoT1jUsn"
                    + "k99tUT7gRT7MubVu1ALCGeNLnA6unQcYA3sQVeMNDeLHTJszz8tjyV1xywSaTyGq81UoEZpvyGf";

    private static final Map<String, String> NAMED = named();

    private Grants() {}

    /** Of all buckets, without an end. */
    public static AccessGrant parent() {
        return parent("aes-gcm");
    }

    /** One of those that Storj's library made. */
    private static AccessGrant parent(String name) {
        try {
            for (JsonNode parent : Serialization.unmarshal(Files.readString(VECTORS), JsonNode.class)
                    .get("parents")) {
                if (parent.get("name").asText().equals(name)) {
                    return AccessGrant.parse(GrantText.of(parent.get("grant").textValue()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("there is no parent " + name);
    }

    /** Puts grants, and certificates and their keys, where a text names them. */
    static String fillIn(String text) {
        return NAMED.entrySet().stream()
                .reduce(
                        text,
                        (filled, named) -> filled.replace(" " + named.getKey(), " " + named.getValue()),
                        (a, _) -> a);
    }

    private static Map<String, String> named() {
        var cutOff = parent().serialize().reveal();
        return Map.ofEntries(
                Map.entry("GRANT", base64(parent().serialize().reveal())),
                Map.entry("CHILD", base64(child(Instant.parse("2026-12-21T12:00:00Z")))),
                Map.entry("DUE", base64(child(Instant.parse("2026-11-30T12:00:00Z")))),
                Map.entry("OVER", base64(child(Instant.parse("2026-11-07T12:00:00Z")))),
                Map.entry("CUTOFF", base64(cutOff.substring(0, cutOff.length() - 9))),
                Map.entry("OTHERBUCKET", base64(Restriction.none().to(BucketPath.whole(new BucketName("other"))))),
                Map.entry("READONLY", base64(Restriction.none().without(Set.of(Right.WRITE, Right.DELETE)))),
                Map.entry("FOREIGN", base64(FOREIGN)),
                Map.entry("OTHERKEY", base64(parent("secretbox").serialize().reveal())),
                Map.entry("TOMORROW", base64(Restriction.none().notBefore(Instant.parse("2026-11-25T00:00:00Z")))),
                Map.entry("P256CRT", base64(TestPair.p256().chain())),
                Map.entry("P256KEY", base64(TestPair.p256().key())),
                Map.entry("P521CRT", base64(TestPair.p521().chain())),
                Map.entry("P521KEY", base64(TestPair.p521().key())));
    }

    /** As an operator issues it. */
    private static Restriction child(Instant end) {
        return Restriction.none().to(BUCKET).toObjectsAlone().notAfter(end).nonce(new byte[] {1, 2, 3, 4});
    }

    private static String base64(Restriction restriction) {
        return base64(parent().restrict(restriction).serialize().reveal());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
