package dev.tardigrade.operator.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a server's step on its bucket may say, and what a condition may say of it, are the same words. */
final class BucketWordsTest {

    private static final Path OUTCOMES =
            Path.of("../registry-runtime/src/main/java/dev/tardigrade/registry/bucket/BucketOutcome.java");
    private static final Pattern WORD = Pattern.compile("(?m)^\\s+[A-Z_]+\\(\"(\\w+)\"\\)[,;]$");

    /** The end of a deletion, which an event tells: there is no condition any more. */
    private static final String OF_DELETION = "NotEmpty";

    @Test
    void eachWordOfTheStepIsAReason() throws IOException {
        var words = WORD.matcher(Files.readString(OUTCOMES))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(words).hasSizeGreaterThan(5).contains(OF_DELETION);
        assertThat(words)
                .filteredOn(word -> !word.equals(OF_DELETION))
                .allSatisfy(word -> assertThat(Reason.of(word)).isPresent());
    }
}
