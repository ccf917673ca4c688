package dev.tardigrade.registry.http.fuzz;

import dev.tardigrade.registry.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** Sends bytes as they are, whatever they mean, and takes what comes back until the server closes. */
final class RawConnection {

    /** Far more than any answer takes; who waits for longer was left hanging. */
    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;

    RawConnection(InetSocketAddress server) {
        this.port = server.getPort();
    }

    /** For a request that asks to be closed after its answer. */
    RawAnswer send(byte[] request) {
        return exchange(request, false);
    }

    /** For bytes that may be half a request: tells that no more will follow. */
    RawAnswer sendAll(byte[] bytes) {
        return exchange(bytes, true);
    }

    private RawAnswer exchange(byte[] bytes, boolean last) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket, bytes, last);
            read(socket.getInputStream(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RawAnswer(Bytes.of(answer.toByteArray()));
    }

    /** The server may close before it has taken in everything: it has answered then. */
    private static void write(Socket socket, byte[] bytes, boolean last) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            if (last) {
                socket.shutdownOutput();
            }
        } catch (SocketException _) {
            // What it has answered is read all the same.
        }
    }

    private static void read(InputStream in, ByteArrayOutputStream answer) throws IOException {
        byte[] buffer = new byte[8192];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                answer.write(buffer, 0, count);
            }
        } catch (SocketException _) {
            // Reset after the answer, because something that was sent has not been read.
        }
    }
}
