package dev.tardigrade.registry.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tardigrade.registry.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** A line of JSON and the content behind it. Base64 inside of the JSON would not fit into 4 KiB. */
final class RecordFormat {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Bytes; longer than that of any record that has content behind it. */
    private static final int MOST_LINE = 8 << 10;

    private RecordFormat() {}

    static ObjectNode header() {
        return JSON.createObjectNode();
    }

    static Bytes join(ObjectNode header, Optional<Bytes> content) {
        byte[] line;
        try {
            line = JSON.writeValueAsBytes(header);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers can be written", e);
        }
        byte[] tail = content.map(Bytes::toArray).orElseGet(() -> new byte[0]);
        byte[] all = Arrays.copyOf(line, line.length + 1 + tail.length);
        all[line.length] = '\n';
        System.arraycopy(tail, 0, all, line.length + 1, tail.length);
        return Bytes.of(all);
    }

    /** The first line, with its end, of what may be large behind it; no byte behind it is read. Where there is none, as much as there may be of it. */
    static Bytes line(InputStream object) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = object.read();
        while (next >= 0 && line.size() < MOST_LINE) {
            line.write(next);
            next = next == '\n' ? -1 : object.read();
        }
        return Bytes.of(line.toByteArray());
    }

    /** Throws {@link IllegalArgumentException} where there is no line of JSON. */
    static Parts split(Bytes object) {
        byte[] all = object.toArray();
        int end = 0;
        while (end < all.length && all[end] != '\n') {
            end++;
        }
        if (end == all.length) {
            throw new IllegalArgumentException("its first line does not end");
        }
        try {
            JsonNode header = JSON.readTree(all, 0, end);
            return new Parts(header, Bytes.of(Arrays.copyOfRange(all, end + 1, all.length)));
        } catch (IOException e) {
            throw new IllegalArgumentException("its first line is not JSON", e);
        }
    }

    static String text(JsonNode header, String field) {
        JsonNode value = header.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("its field " + field + " is not a text");
        }
        return value.textValue();
    }

    static long number(JsonNode header, String field) {
        JsonNode value = header.path(field);
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException("its field " + field + " is not a number of bytes");
        }
        return value.longValue();
    }

    /**
     * What an object consists of.
     *
     * @param header the first line
     * @param content all behind it
     */
    record Parts(JsonNode header, Bytes content) {}
}
