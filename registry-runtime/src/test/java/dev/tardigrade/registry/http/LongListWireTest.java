package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.http.Client.Answer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list with more entries than a page has, whatever a client asks for. */
final class LongListWireTest {

    private static final int MOST = 10_000;

    private static int tags(Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(answer.body()).path("tags").size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?n=10001", "?n=99999999999999999999"})
    void comesInPagesOfTenThousand(String query) throws IOException {
        try (CountedRegistry registry = new CountedRegistry()) {
            CountedWork.plantTags(registry, MOST + 1);
            Answer first = registry.client().send("GET", "/v2/app/tags/list" + query);
            assertThat(tags(first)).isEqualTo(MOST);
            String link = first.header("Link");
            assertThat(link).isEqualTo("</v2/app/tags/list?n=10000&last=tag-9998>; rel=\"next\"");
            Answer second = registry.client().send("GET", link.substring(1, link.indexOf('>')));
            assertThat(tags(second)).isEqualTo(1);
            assertThat(second.text()).contains("\"tag-9999\"");
            assertThat(second.has("Link")).isFalse();
        }
    }
}
