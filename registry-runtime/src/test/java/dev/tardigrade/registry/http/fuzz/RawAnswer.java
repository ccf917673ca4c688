package dev.tardigrade.registry.http.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tardigrade.registry.model.Bytes;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back over a connection.
 *
 * @param bytes none where the server just closed
 */
record RawAnswer(Bytes bytes) {

    /** Of the OCI distribution spec, for whatever a client has done wrong. */
    private static final Set<String> CODES = Set.of(
            "BLOB_UNKNOWN",
            "BLOB_UPLOAD_INVALID",
            "BLOB_UPLOAD_UNKNOWN",
            "DIGEST_INVALID",
            "MANIFEST_BLOB_UNKNOWN",
            "MANIFEST_INVALID",
            "MANIFEST_UNKNOWN",
            "NAME_INVALID",
            "NAME_UNKNOWN",
            "SIZE_INVALID",
            "UNAUTHORIZED",
            "DENIED",
            "UNSUPPORTED",
            "TOOMANYREQUESTS");

    private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.[01] (\\d{3}) ");
    private static final int HTTP_VERSION_NOT_SUPPORTED = 505;
    private static final int ERRORS = 400;

    boolean isNothing() {
        return bytes.size() == 0;
    }

    /** Who speaks HTTP/2 is answered in frames. */
    boolean isHttp1() {
        return text().startsWith("HTTP/");
    }

    private String text() {
        return new String(bytes.toArray(), ISO_8859_1);
    }

    int status() {
        Matcher matcher = STATUS.matcher(text());
        assertThat(matcher.find()).as("an answer of HTTP: %s", this).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    boolean isError() {
        return status() >= ERRORS;
    }

    private String body() {
        int end = text().indexOf("\r\n\r\n");
        return text().substring(end + 4);
    }

    /** The server has kept its composure: what is wrong is said to be the client's fault, in the words of the spec, and nothing of the inside is told. */
    void assertInOrder(boolean hasBody) {
        assertComposed();
        if (isError() && hasBody) {
            assertThat(CODES).as("code of %s", this).contains(code());
        }
    }

    /** As {@link #assertInOrder}, for what may be the answers to several requests. */
    void assertComposed() {
        int status = status();
        assertThat(status < 500 || status == HTTP_VERSION_NOT_SUPPORTED)
                .as("no failure of the server: %s", this)
                .isTrue();
        assertThat(text()).doesNotContain("\tat ", "Exception", "dev.tardigrade", "org.eclipse");
    }

    private String code() {
        try {
            JsonNode errors = JsonMapper.builder().build().readTree(body()).path("errors");
            assertThat(errors).as("errors of %s", this).hasSize(1);
            assertThat(errors.path(0).path("message").asText()).isNotBlank();
            return errors.path(0).path("code").asText();
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + this, e);
        }
    }

    @Override
    public String toString() {
        String text = text();
        return text.substring(0, Math.min(1000, text.length()));
    }
}
