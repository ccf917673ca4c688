package dev.tardigrade.registry.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tardigrade.registry.model.ByteRange;
import dev.tardigrade.registry.model.RegistryException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParsersTest {

    @Test
    void parametersAreDecodedAndMayComeSeveralTimes() {
        QueryParameters query = QueryParameters.parse("a=1&b=x%20y&a=2&c&=z");
        assertThat(query.all("a")).containsExactly("1", "2");
        assertThat(query.single("b")).contains("x y");
        assertThat(query.single("c")).contains("");
        assertThat(query.single("d")).isEmpty();
        assertThatThrownBy(() -> query.single("a")).isInstanceOf(RegistryException.class);
    }

    @Test
    void aQueryHasABound() {
        assertThatThrownBy(() -> QueryParameters.parse("a=" + "x".repeat(9000))).isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> QueryParameters.parse("a&".repeat(100))).isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> QueryParameters.parse("a=%zz")).isInstanceOf(RegistryException.class);
    }

    @Property
    void noQueryIsMoreThanRefused(@ForAll String query) {
        try {
            QueryParameters _ = QueryParameters.parse(query);
        } catch (RegistryException e) {
            assertThat(e.failure().message()).isNotEmpty();
        }
    }

    @Property
    void everyRangeLiesInside(
            @ForAll @LongRange(min = 0, max = 100) long size,
            @ForAll @LongRange(min = 0, max = 120) long first,
            @ForAll @LongRange(min = 0, max = 120) long last) {
        for (String header : List.of("bytes=" + first + "-" + last, "bytes=" + first + "-", "bytes=-" + last)) {
            try {
                assertThat(RangeRequest.parse(header, size))
                        .allMatch(range -> range.first() >= 0 && range.last() < size);
            } catch (RegistryException e) {
                assertThat(e.failure().message()).contains(Long.toString(size));
            }
        }
    }

    @Property
    void noRangeHeaderIsMoreThanIgnored(@ForAll String header) {
        assertThat(RangeRequest.parse(header, 100)).isEmpty();
        assertThat(RangeRequest.parse("bytes=x" + header, 100)).isEmpty();
    }

    @Test
    void moreRangesThanAreWorthItAreTheWhole() {
        assertThat(RangeRequest.parse("bytes=0-0" + ",1-1".repeat(100), 100)).isEmpty();
    }

    @Test
    void theRangeOfAChunkMayHaveEitherForm() {
        assertThat(ContentRanges.parse("0-9")).isEqualTo(new ByteRange(0, 9));
        assertThat(ContentRanges.parse("bytes 5-9/*")).isEqualTo(new ByteRange(5, 9));
        assertThat(ContentRanges.stored(0)).isEqualTo("0-0");
        assertThat(ContentRanges.stored(10)).isEqualTo("0-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5-", "-5", "9-5", "a-b", "0-99999999999999999999", "0-1,3-4"})
    void otherTextsAreNoRangeOfAChunk(String header) {
        assertThatThrownBy(() -> ContentRanges.parse(header)).isInstanceOf(RegistryException.class);
    }

    @Test
    void rangesThatOverlapDoNotMakeMoreThanTheWhole() {
        assertThat(RangeRequest.parse("bytes=0-49,50-99", 100)).hasSize(2);
        assertThat(RangeRequest.parse("bytes=0-9,5-14", 100)).hasSize(2);
        assertThat(RangeRequest.parse("bytes=0-,0-", 100)).isEmpty();
        assertThat(RangeRequest.parse("bytes=0-60,40-99", 100)).isEmpty();
    }
}
