package dev.tardigrade.registry.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.http.Client.Answer;
import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.testing.storage.StoreKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(StoreKind.class)
final class BlobWireTest {

    private static final byte[] BLOB = new byte[10_000];

    static {
        new Random(1).nextBytes(BLOB);
    }

    private final StoreKind kind;
    private RunningRegistry registry;
    private Client client;
    private Digest digest;
    private String path;

    BlobWireTest(StoreKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws IOException {
        registry = RunningRegistry.start(kind);
        client = registry.client();
        digest = client.push("app", BLOB);
        path = "/v2/app/blobs/" + digest;
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void headTellsAllAboutABlob() {
        Answer answer = client.send("HEAD", path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("10000");
        assertThat(answer.header("Docker-Content-Digest")).isEqualTo(digest.toString());
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("ETag")).isEqualTo("\"" + digest + "\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void getGivesTheBytesAsTheyCame() {
        Answer answer = client.send("GET", path, "Accept-Encoding", "gzip");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BLOB);
        assertThat(answer.has("Content-Encoding")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=500-1499, 500, 1499",
        "bytes=9000-, 9000, 9999",
        "bytes=-500, 9500, 9999",
        "bytes=-20000, 0, 9999",
        "bytes=9990-20000, 9990, 9999"
    })
    void aRangeGivesItsBytes(String header, int first, int last) {
        Answer answer = client.send("GET", path, "Range", header);
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes " + first + "-" + last + "/10000");
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(last - first + 1));
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BLOB, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10000-", "bytes=500-0", "bytes=-0", "bytes=20000-30000,10000-"})
    void aRangeOutsideOfTheBlobIsRefused(String header) {
        Answer answer = client.send("GET", path, "Range", header);
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).isEqualTo("bytes */10000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lines=1-2", "bytes=a-b", "bytes=-", "bytes=1", "bytes=0-1,", "bytes=99999999999999999999-"})
    void aRangeThatIsNoneIsAsIfItWereNotThere(String header) {
        assertThat(client.send("GET", path, "Range", header).status()).isEqualTo(200);
    }

    @Test
    void severalRangesComeAsAMultipartBody() {
        Answer answer = client.send("GET", path, "Range", "bytes=0-9, 100-109, -10");
        assertThat(answer.status()).isEqualTo(206);
        String boundary = answer.header("Content-Type").replace("multipart/byteranges; boundary=", "");
        String[] parts = new String(answer.body(), ISO_8859_1).split("\r\n--" + boundary, -1);
        assertThat(parts).hasSize(5);
        assertThat(parts[1]).contains("Content-Range: bytes 0-9/10000").endsWith(text(0, 10));
        assertThat(parts[2]).contains("Content-Range: bytes 100-109/10000").endsWith(text(100, 110));
        assertThat(parts[3]).contains("Content-Range: bytes 9990-9999/10000").endsWith(text(9990, 10_000));
        assertThat(parts[4]).isEqualTo("--\r\n");
    }

    private static String text(int from, int to) {
        return "\r\n\r\n" + new String(Arrays.copyOfRange(BLOB, from, to), ISO_8859_1);
    }

    @Test
    void aRangeOfAnotherVersionGivesTheWhole() {
        assertThat(client.send("GET", path, "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
        assertThat(client.send("GET", path, "Range", "bytes=0-9", "If-Range", "\"" + digest + "\"")
                        .status())
                .isEqualTo(206);
    }

    @Test
    void whoHasTheBlobIsToldSo() {
        assertThat(client.send("GET", path, "If-None-Match", "\"x\", \"" + digest + "\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void aDeletedBlobIsGoneFromThatRepositoryOnly() {
        client.send("POST", "/v2/other/blobs/uploads/?mount=" + digest + "&from=app");
        assertThat(client.send("DELETE", path).status()).isEqualTo(202);
        assertThat(client.send("GET", path).status()).isEqualTo(404);
        assertThat(client.send("DELETE", path).status()).isEqualTo(404);
        assertThat(client.send("GET", path.replace("/app/", "/other/")).body()).isEqualTo(BLOB);
    }

    @Test
    void aBlobOfAnotherRepositoryIsUnknown() {
        Answer answer = client.send("GET", path.replace("/app/", "/other/"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("BLOB_UNKNOWN");
    }
}
