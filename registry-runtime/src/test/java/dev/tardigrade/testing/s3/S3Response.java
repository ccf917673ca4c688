package dev.tardigrade.testing.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** An answer. */
final class S3Response {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private S3Response(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static S3Response of(int status) {
        return new S3Response(status, Map.of(), new byte[0]);
    }

    static S3Response xml(String root, Consumer<XmlWriter> content) {
        return new S3Response(
                200,
                Map.of("Content-Type", "application/xml"),
                XmlWriter.document(root, content).getBytes(UTF_8));
    }

    S3Response withStatus(int other) {
        return new S3Response(other, headers, body);
    }

    S3Response withHeader(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new S3Response(status, more, body);
    }

    S3Response withBody(byte[] other) {
        return new S3Response(status, headers, other);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
