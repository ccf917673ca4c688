package dev.tardigrade.operator.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DocumentedReasonsTest {

    private static final Pattern HEADING = Pattern.compile("(?m)^### (\\w+)$");
    private static final Path PAGE = Path.of("docs/conditions.md");
    private static final Path README = Path.of("README.md");

    @Test
    void thePageHasEachReasonOnce() throws IOException {
        assertThat(HEADING.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(Reason.values()).map(Reason::word),
                                Stream.of(EventReason.values()).map(EventReason::word))
                        .toList());
    }

    @Test
    void thePageTellsWhichReasonsStayUntilSomeoneActs() throws IOException {
        var page = Files.readString(PAGE);
        var marked = Stream.of(Reason.values())
                .filter(reason -> page.contains("### " + reason.word() + "\n*Stays.*"))
                .toList();
        assertThat(marked)
                .containsExactlyElementsOf(
                        Stream.of(Reason.values()).filter(Reason::isPermanent).toList());
    }

    @Test
    void eachFailureHasACauseAndARemedy() throws IOException {
        var page = Files.readString(PAGE);
        var informational = List.of(Reason.AS_EXPECTED, Reason.PAUSED, Reason.UNMANAGED, Reason.READ_ONLY);
        assertThat(Stream.of(Reason.values()).filter(reason -> !informational.contains(reason)))
                .allSatisfy(reason -> assertThat(section(page, reason)).contains("**Cause.**", "**Remedy.**"));
    }

    @Test
    void theTableOfConditionsHasEachType() throws IOException {
        var readme = Files.readString(README);
        assertThat(Stream.of(ConditionType.values()))
                .allSatisfy(type -> assertThat(readme).contains("\n| " + type.word() + " |"));
    }

    private static String section(String page, Reason reason) {
        var from = page.indexOf("### " + reason.word() + "\n");
        var to = page.indexOf("\n##", from + 1);
        return page.substring(from, to < 0 ? page.length() : to);
    }
}
