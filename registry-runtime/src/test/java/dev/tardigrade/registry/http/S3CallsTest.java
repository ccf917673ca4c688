package dev.tardigrade.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.testing.s3.CallCounter;
import dev.tardigrade.testing.s3.S3Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many calls of the store the product's promises leave room for. Leaves its table in {@code target/s3-calls.txt}. */
final class S3CallsTest {

    private static final Path TABLE = Path.of("target/s3-calls.txt");
    private static final int LARGE = 14 << 20;

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
            assertThat(registry.calls().of(S3Operation.UPLOAD_PART_COPY)).isZero();
        }
    }

    /** How a layer of several parts comes: in chunks of that size, or in one request that begins and ends its upload. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3 << 20, LARGE})
    void theBytesOfALayerTravelOnce(int chunk) {
        byte[] layer = new byte[LARGE];
        new Random(chunk).nextBytes(layer);
        try (CountedRegistry registry = new CountedRegistry(TestOptions.usual().inPartsOf(5 << 20))) {
            registry.hideData();
            if (chunk == 0) {
                registry.client().push("app", layer);
            } else {
                registry.client().pushInChunks("app", layer, chunk);
            }
            CallCounter calls = registry.calls();
            assertThat(calls.bytesOf(S3Operation.UPLOAD_PART)).isEqualTo(LARGE);
            assertThat(calls.of(S3Operation.UPLOAD_PART)).isEqualTo(3);
            assertThat(calls.bytesOf(S3Operation.PUT_OBJECT)).as("records").isLessThan(10_000);
            assertThat(calls.of(S3Operation.GET_OBJECT)).as("of a record").isLessThanOrEqualTo(1);
            assertThat(calls.of(S3Operation.HEAD_OBJECT))
                    .as("whether the blob is there, and for each part whether another replica has taken over")
                    .isLessThanOrEqualTo(6);
            assertThat(calls.of(S3Operation.COPY_OBJECT) + calls.of(S3Operation.UPLOAD_PART_COPY))
                    .isZero();
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
