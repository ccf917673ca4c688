package dev.tardigrade.registry.http.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tardigrade.registry.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A request that is framed as HTTP wants it, with anything in it.
 *
 * @param target path and query, as they are sent
 * @param headers whole lines
 */
record EdgeRequest(String method, String target, List<String> headers, Bytes body) {

    EdgeRequest {
        headers = List.copyOf(headers);
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(body.size()).append("\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(ISO_8859_1));
        all.writeBytes(body.toArray());
        return all.toByteArray();
    }

    boolean hasAnswerWithBody() {
        return !method.equals("HEAD");
    }

    @Override
    public String toString() {
        return method + " " + target + " " + headers + " and " + body.size() + " bytes";
    }
}
