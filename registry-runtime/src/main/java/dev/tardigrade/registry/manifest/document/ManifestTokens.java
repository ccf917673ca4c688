package dev.tardigrade.registry.manifest.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tardigrade.registry.model.Bytes;
import dev.tardigrade.registry.model.Failure;
import dev.tardigrade.registry.model.MediaType;
import dev.tardigrade.registry.model.RegistryException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of one manifest, token by token. What is passed over costs no memory; what is kept is bounded by the names of the objects that are
 * open, each with its text.
 *
 * <p>A text that different readers take differently is refused: bytes that are not UTF-8, a field twice, a field that differs from one that is
 * known in capital letters alone (which Go takes for that).
 */
final class ManifestTokens implements AutoCloseable {

    private static final int MAX_DEPTH = 64;

    /** What {@link #MAX_CHILDREN} descriptors with some annotations each consist of. */
    private static final int MAX_TOKENS = 400_000;

    /** Of all objects around one place together, for they are compared with each other: some 100 bytes and its text each. */
    private static final int MAX_OPEN_NAMES = 20_000;

    private static final int MAX_CHILDREN = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxDocumentLength(ManifestReader.MAX_BYTES)
                    .maxStringLength(ManifestReader.MAX_BYTES)
                    .build())
            .build();

    private final JsonParser parser;
    private final int[] names = new int[MAX_DEPTH + 1];
    private int depth;
    private int openNames;

    private ManifestTokens(JsonParser parser) {
        this.parser = parser;
    }

    static ManifestTokens open(Bytes content) throws IOException {
        // The parser itself would guess UTF-16 and UTF-32, skip a byte order mark, and take overlong UTF-8.
        return new ManifestTokens(FACTORY.createParser(new InputStreamReader(content.open(), UTF_8.newDecoder())));
    }

    /** Reads a value by the name before it; must leave none of its tokens behind. */
    interface FieldReader {
        void read(String name) throws IOException;
    }

    /** Reads one element of a list, which has begun. */
    interface ElementReader {
        void read() throws IOException;
    }

    /** Reads the whole text, which is one object. */
    void document(List<String> known, FieldReader reader) throws IOException {
        next();
        object("the manifest", known, reader);
        if (next() != null) {
            throw invalid("something follows its end");
        }
    }

    /** Reads the object that has begun here. */
    void object(String what, List<String> known, FieldReader reader) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw invalid(what + " is not a JSON object");
        }
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!known.contains(name)) {
                known.stream().filter(name::equalsIgnoreCase).findFirst().ifPresent(field -> {
                    throw invalid("a field in it is written otherwise than " + field);
                });
            }
            next();
            reader.read(name);
        }
    }

    /** Reads the list that has begun here. */
    void list(String field, ElementReader reader) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw invalid("its " + field + " are not a list");
        }
        int count = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (++count > MAX_CHILDREN) {
                throw invalid("it names more than " + MAX_CHILDREN + " " + field);
            }
            reader.read();
        }
    }

    /** Passes over the value that has begun here. */
    void skip() throws IOException {
        int outside = depth;
        if (parser.currentToken().isStructStart()) {
            while (depth >= outside) {
                next();
            }
        }
    }

    boolean isNull() {
        return parser.hasToken(JsonToken.VALUE_NULL);
    }

    String text(String what) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw invalid(what + " is not a text");
        }
        return parser.getText();
    }

    /** A number of bytes. */
    long size() throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT) || parser.getLongValue() < 0) {
            throw invalid("a size in it is not a number of bytes");
        }
        return parser.getLongValue();
    }

    boolean isInt(int value) throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                && parser.getNumberType() == JsonParser.NumberType.INT
                && parser.getIntValue() == value;
    }

    /** Nothing where it is null or without a letter. */
    Optional<MediaType> type(String what) throws IOException {
        if (isNull()) {
            return Optional.empty();
        }
        String text = text(what);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new MediaType(text));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(
                    new Failure.ManifestInvalid("the manifest is invalid: " + what + " is not a media type"), e);
        }
    }

    /** Nothing where it is null. */
    Map<String, String> texts() throws IOException {
        Map<String, String> all = new TreeMap<>();
        if (!isNull()) {
            object("its annotations", List.of(), name -> all.put(name, text("an annotation in it")));
        }
        return all;
    }

    private @Nullable JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        switch (token) {
            case START_OBJECT, START_ARRAY -> depth++;
            case END_OBJECT, END_ARRAY -> {
                openNames -= names[depth];
                names[depth] = 0;
                depth--;
            }
            case FIELD_NAME -> {
                names[depth]++;
                if (++openNames > MAX_OPEN_NAMES) {
                    throw invalid("it has more than " + MAX_OPEN_NAMES + " fields");
                }
            }
            case null, default -> {}
        }
        return token;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    static RegistryException invalid(String why) {
        return new RegistryException(new Failure.ManifestInvalid("the manifest is invalid: " + why));
    }
}
