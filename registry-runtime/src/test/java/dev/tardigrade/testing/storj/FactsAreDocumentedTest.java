package dev.tardigrade.testing.storj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of facts names the tests there are, and all of them. */
final class FactsAreDocumentedTest {

    private static final String BEGIN = "<!-- facts: a test compares this table with the tests -->\n";
    private static final String END = "<!-- end of facts -->";
    private static final Path ON_THE_NETWORK = Path.of("../e2e/src/test/java/dev/tardigrade/e2e/storj");

    /** Behind the last bar but one of a row. */
    private static final Pattern TEST = Pattern.compile("`([A-Za-z0-9.]+)`(?=[^|]*\\|\\n)");

    @Test
    void allFactsAreInTheTable() throws IOException {
        List<String> tests = Arrays.stream(StorjFacts.class.getDeclaredClasses())
                .flatMap(nested -> Arrays.stream(nested.getSuperclass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .toList();
        assertThat(named().stream().filter(name -> !name.contains(".")))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(tests);
    }

    @Test
    void whatIsAskedOfTheNetworkAloneIsThere() throws IOException {
        assertThat(named().stream().filter(name -> name.contains(".")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(source(name.substring(0, name.indexOf('.'))))
                        .contains("void " + name.substring(name.indexOf('.') + 1) + "("));
    }

    private static List<String> named() throws IOException {
        String text = Files.readString(Path.of("RATIONALE.md"));
        assertThat(text).contains(BEGIN, END);
        String table = text.substring(text.indexOf(BEGIN), text.indexOf(END));
        return TEST.matcher(table).results().map(found -> found.group(1)).toList();
    }

    private static String source(String type) {
        try {
            return Files.readString(ON_THE_NETWORK.resolve(type + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
