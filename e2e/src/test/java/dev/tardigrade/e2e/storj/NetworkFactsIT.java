package dev.tardigrade.e2e.storj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.StorjUsage;
import dev.tardigrade.e2e.storj.Gateway.Answer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts that show behind the gateway alone, or by another grant, so that an in-process profile cannot have them. */
@Tag("storj")
final class NetworkFactsIT {

    private static final long LARGEST_INLINE = 4 << 10;
    private static final long SEGMENT = 64 << 20;
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

    private static @Nullable StorjNetwork network;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        network = StorjNetwork.start();
    }

    @AfterAll
    static void stop() {
        if (network != null) {
            network.close();
        }
    }

    private static StorjNetwork storj() {
        return Objects.requireNonNull(network);
    }

    @Test
    void objectsOfUpTo4KibibytesAreInTheSatellitesDatabase() {
        try (Gateway gateway = Gateway.start(storj().grant(), folder)) {
            gateway.status("PUT", "/inline");

            assertThat(madeBy(() -> put(gateway, "/inline/small", LARGEST_INLINE)))
                    .isEqualTo(new Segments(0, 1));
            assertThat(madeBy(() -> put(gateway, "/inline/large", LARGEST_INLINE + 1)))
                    .isEqualTo(new Segments(1, 0));
        }
    }

    @Test
    void aPartOf64MebibytesIsOneSegment() {
        try (Gateway gateway = Gateway.start(storj().grant(), folder)) {
            gateway.status("PUT", "/segments");
            String id = textOf(gateway.call("POST", "/segments/a?uploads="), "UploadId");

            assertThat(madeBy(() -> put(gateway, "/segments/a?partNumber=1&uploadId=" + id, SEGMENT)))
                    .isEqualTo(new Segments(1, 0));
            assertThat(madeBy(() -> put(gateway, "/segments/a?partNumber=2&uploadId=" + id, SEGMENT + 1)))
                    .isEqualTo(new Segments(1, 1));
        }
    }

    /** Here because Java's client for S3 asks for no others. */
    @Test
    void namesOfBucketsHaveFrom3To63Characters() {
        String longest = "n".repeat(63);
        try (Gateway gateway = Gateway.start(storj().grant(), folder)) {
            for (String name : List.of("abc", longest)) {
                assertThat(gateway.status("PUT", "/" + name)).isEqualTo(200);
            }
            for (String name : List.of("ab", longest + "n")) {
                assertThat(gateway.call("PUT", "/" + name).body()).contains("<Code>InvalidBucketName</Code>");
            }
        }
    }

    /** With encrypted keys the order is another one, see {@link dev.tardigrade.testing.storj.StorjFacts}. */
    @Test
    void keysThatAreNotEncryptedAreListedInTheirOrder() {
        List<String> keys = List.of("a", "b", "c", "d", "e", "f");
        try (Gateway gateway = Gateway.start(storj().plainKeysGrant(), folder)) {
            gateway.status("PUT", "/ordered");
            keys.reversed().forEach(key -> gateway.put("/ordered/" + key));

            String page = gateway.get("/ordered?list-type=2");
            assertThat(KEY.matcher(page).results().map(found -> found.group(1))).containsExactlyElementsOf(keys);
        }
    }

    private record Segments(long onNodes, long inline) {}

    private static Segments madeBy(Runnable call) {
        StorjUsage before = storj().usage();
        call.run();
        StorjUsage made = storj().usage().since(before);
        return new Segments(made.segments(), made.inlineSegments());
    }

    private void put(Gateway gateway, String path, long size) {
        Path file = folder.resolve("body");
        try (RandomAccessFile body = new RandomAccessFile(file.toFile(), "rw")) {
            body.setLength(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(gateway.call("PUT", path, "--data-binary", "@" + file).status())
                .isEqualTo(200);
    }

    private static String textOf(Answer answer, String element) {
        return answer.body().replaceAll("(?s).*<" + element + ">([^<]*)</" + element + ">.*", "$1");
    }
}
