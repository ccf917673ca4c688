package dev.tardigrade.registry.config.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document into a {@link Node}. Stricter than {@code registry:2}: a key stands once in its section, and aliases and further
 * documents are refused, for they hide what is set. Text is kept as it was written.
 */
public final class YamlDocument {

    /** A configuration has some hundred lines; more than this is none. */
    public static final int MAX_CHARACTERS = 1 << 20;

    private static final int MAX_DEPTH = 24;
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARACTERS)
                    .maxStringLength(MAX_CHARACTERS)
                    .maxNameLength(MAX_CHARACTERS)
                    .build())
            .build();

    private final YAMLParser parser;
    private final IntFunction<Origin> place;
    private final Findings findings;

    private YamlDocument(YAMLParser parser, IntFunction<Origin> place, Findings findings) {
        this.parser = parser;
        this.place = place;
        this.findings = findings;
    }

    /**
     * The document; {@link Node.Nothing} if there is none, or if it is none, which the findings then say.
     *
     * @param place makes the origin of what stands in a line, counted from 1
     */
    public static Node parse(String text, IntFunction<Origin> place, Findings findings) {
        if (text.length() > MAX_CHARACTERS) {
            findings.problem(new Origin.Nowhere(), KeyPath.ROOT, "longer than " + MAX_CHARACTERS + " characters");
            return new Node.Nothing(place.apply(1));
        }
        try (YAMLParser parser = FACTORY.createParser(text)) {
            return new YamlDocument(parser, place, findings).document();
        } catch (StreamConstraintsException e) {
            findings.problem(place.apply(1), KeyPath.ROOT, "nested deeper than " + MAX_DEPTH + " levels");
        } catch (JsonProcessingException e) {
            findings.problem(place.apply(line(e)), KeyPath.ROOT, "not YAML: " + reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        return new Node.Nothing(place.apply(1));
    }

    private static int line(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return e.getCause() instanceof MarkedYAMLException marked
                ? marked.getProblemMark().getLine() + 1
                : location == null ? 1 : location.getLineNr();
    }

    /** Not the message of the exception: that shows a piece of the text, which may be a secret. */
    private static String reason(JsonProcessingException e) {
        return e.getCause() instanceof MarkedYAMLException marked
                ? marked.getProblem()
                : "keys and values must be plain or quoted text";
    }

    private Node document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new Node.Nothing(place.apply(1));
        }
        Node root = node(first, KeyPath.ROOT, origin());
        if (parser.nextToken() != null) {
            findings.problem(origin(), KeyPath.ROOT, "a second document begins here: keep only one");
        }
        return root;
    }

    private Node node(JsonToken token, KeyPath path, Origin origin) throws IOException {
        if (parser.isCurrentAlias()) {
            findings.problem(origin, path, "aliases are not supported: write the value out");
        }
        return switch (token) {
            case START_OBJECT -> mapping(path, origin);
            case START_ARRAY -> sequence(path, origin);
            case VALUE_NULL -> new Node.Nothing(origin);
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> scalar(origin);
            case VALUE_EMBEDDED_OBJECT -> {
                findings.problem(origin, path, "tags such as !!binary are not supported: write the value as text");
                yield new Node.Nothing(origin);
            }
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private Node scalar(Origin origin) throws IOException {
        String text = parser.getText();
        return text.isEmpty() ? new Node.Nothing(origin) : new Node.Scalar(text, origin);
    }

    private Node mapping(KeyPath path, Origin origin) throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Origin keyOrigin = origin();
            Node value = node(parser.nextToken(), path.child(key), keyOrigin);
            Node before = entries.putIfAbsent(key, value);
            if (before != null) {
                findings.problem(
                        keyOrigin,
                        path.child(key),
                        "stands here for the second time, after " + before.origin() + ": keep one");
            }
        }
        return new Node.Mapping(entries, origin);
    }

    private Node sequence(KeyPath path, Origin origin) throws IOException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, path.child(Integer.toString(items.size())), origin()));
        }
        return new Node.Sequence(items, origin);
    }

    private Origin origin() {
        return place.apply(parser.currentTokenLocation().getLineNr());
    }
}
