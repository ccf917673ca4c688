package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.testing.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many calls of the store the product's promises leave room for. Leaves its table in {@code target/s3-calls.txt}. */
final class S3CallsTest {

    private static final Path TABLE = Path.of("target/s3-calls.txt");
    private static final String LINE = "%-46s %7s %9s %11s  %s%n";
    private static final List<String> LINES = new ArrayList<>();

    static List<CountedWork> works() {
        return CountedWork.all();
    }

    @ParameterizedTest
    @MethodSource("works")
    void takesNoMoreCallsThanPromised(CountedWork work) {
        try (CountedRegistry registry = new CountedRegistry()) {
            work.prepare().accept(registry);
            registry.calls().reset();
            work.work().accept(registry);
            long calls = registry.calls().total();
            LINES.add(LINE.formatted(
                    work, calls, work.most(), work.peer() == 0 ? "" : work.peer(), byOperation(registry)));
            assertThat(calls).as("calls:%n%s", registry.calls()).isLessThanOrEqualTo(work.most());
            assertThat(registry.calls().of(S3Operation.COPY_OBJECT)).isZero();
        }
    }

    private static String byOperation(CountedRegistry registry) {
        return registry.calls().toString().strip().replaceAll("\n *", ", ");
    }

    @AfterAll
    static void writeTable() throws IOException {
        String title = LINE.formatted("calls of S3 for", "calls", "promised", "best peer", "of these");
        Files.writeString(TABLE, title + String.join("", LINES));
    }
}
