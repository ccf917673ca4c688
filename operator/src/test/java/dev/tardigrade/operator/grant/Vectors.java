package dev.tardigrade.operator.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;

/** What Storj's own library made of fixed seeds; the file tells how under "rules". Holds test values only. */
final class Vectors {

    private static final JsonNode ALL = load();

    private Vectors() {}

    static Stream<JsonNode> parents() {
        return ALL.get("parents").valueStream();
    }

    static Stream<JsonNode> children() {
        return ALL.get("children").valueStream();
    }

    static Stream<JsonNode> invalid() {
        return ALL.get("invalid").valueStream();
    }

    static Stream<JsonNode> paths() {
        return ALL.get("paths").valueStream();
    }

    static AccessGrant parent(PathCipher cipher) {
        return parents()
                .filter(parent -> parent.get("path_cipher").asInt() == cipher.number())
                .map(Vectors::grant)
                .findFirst()
                .orElseThrow();
    }

    static AccessGrant named(String name) {
        return Stream.concat(parents(), children())
                .filter(vector -> vector.get("name").asText().equals(name))
                .map(Vectors::grant)
                .findFirst()
                .orElseThrow();
    }

    static AccessGrant grant(JsonNode vector) {
        return AccessGrant.parse(text(vector));
    }

    static GrantText text(JsonNode vector) {
        return GrantText.of(vector.get("grant").asText());
    }

    static Bytes hex(JsonNode hex) {
        return Bytes.of(HexFormat.of().parseHex(hex.asText()));
    }

    private static JsonNode load() {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("vectors.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
