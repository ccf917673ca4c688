package dev.tardigrade.operator.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class JsonEscapesTest {

    private static String inPieces(byte[] json, int size) {
        var escapes = new JsonEscapes();
        var text = new StringBuilder();
        for (int from = 0; from < json.length; from += size) {
            var piece = ByteBuffer.wrap(json, from, Math.min(size, json.length - from));
            text.append(US_ASCII.decode(escapes.ascii(piece)));
        }
        return text.toString();
    }

    @Property
    void isTheSameJsonWhereverItIsCut(@ForAll List<String> texts, @ForAll @IntRange(min = 1, max = 40) int size)
            throws JsonProcessingException {
        var mapper = new JsonMapper();
        var clean = texts.stream()
                .map(text -> new String(text.getBytes(UTF_8), UTF_8)) // without halves of surrogate pairs
                .toList();
        var ascii = inPieces(mapper.writeValueAsBytes(clean), size);
        assertThat(ascii).matches("\\p{ASCII}*");
        assertThat(mapper.readValue(ascii, String[].class)).containsExactlyElementsOf(clean);
    }

    @Test
    void linesStayLines() {
        var lines = "{\"a\":\"é…\"}\n{\"a\":\"\uD83D\uDE00\"}\n";
        for (int size = 1; size < 20; size++) {
            assertThat(inPieces(lines.getBytes(UTF_8), size))
                    .isEqualTo("{\"a\":\"\\u00e9\\u2026\"}\n{\"a\":\"\\ud83d\\ude00\"}\n");
        }
    }

    @Test
    void whatIsAsciiIsNotCopied() {
        var piece = ByteBuffer.wrap("{}\n".getBytes(UTF_8));
        assertThat(new JsonEscapes().ascii(piece)).isSameAs(piece);
    }
}
