package dev.tardigrade.registry.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tardigrade.registry.model.Digest;
import dev.tardigrade.registry.model.Digest.Algorithm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;

/** An upload whose one PATCH is sent piece by piece, as the test wants it. */
final class SlowUpload implements AutoCloseable {

    private final Socket socket;
    private final String location;
    private final byte[] content;

    private SlowUpload(Socket socket, String location, byte[] content) {
        this.socket = socket;
        this.location = location;
        this.content = content;
    }

    static SlowUpload begin(ReplicaProgram replica, String repository, byte[] content) throws IOException {
        String location = replica.send("POST", "/v2/" + repository + "/blobs/uploads/", BodyPublishers.noBody())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port());
        String head = "PATCH " + location + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + content.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return new SlowUpload(socket, location, content);
    }

    /** Sends the first bytes of the content. */
    void send(int count) throws IOException {
        socket.getOutputStream().write(content, 0, count);
        socket.getOutputStream().flush();
    }

    /** How far the registry says that the upload has come. */
    long position(ReplicaProgram replica) throws IOException {
        HttpResponse<byte[]> answer = replica.send("GET", location, BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(204);
        return Long.parseLong(answer.headers().firstValue("Range").orElseThrow().substring(2)) + 1;
    }

    /** Sends the rest, to whichever replica. */
    void finish(ReplicaProgram replica) throws IOException {
        int from = (int) position(replica);
        HttpResponse<byte[]> answer = replica.send(
                "PUT",
                location + "?digest=" + Digest.of(Algorithm.SHA256, content),
                BodyPublishers.ofByteArray(Arrays.copyOfRange(content, from, content.length)));
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
