package dev.tardigrade.e2e.bench;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One connection of HTTP/1.1 that costs little: the load shares the processors with the servers. It knows what the two servers answer
 * and no more of HTTP. One thread at a time.
 */
final class Connection implements AutoCloseable {

    private static final int BUFFER = 1 << 18;
    private static final int SILENCE = Math.toIntExact(Duration.ofMinutes(2).toMillis());

    private final InetSocketAddress server;
    private final byte[] buffer = new byte[BUFFER];
    private Socket socket = new Socket();
    private int from;
    private int to;

    Connection(InetSocketAddress server) {
        this.server = server;
    }

    Answer send(Request request) {
        try {
            if (!socket.isConnected() || socket.isClosed()) {
                open();
            }
            write(request);
            return read(request.hasBodyInAnswer());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(request.method() + " " + request.target(), e);
        }
    }

    private void open() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENCE);
        socket.connect(server);
        from = 0;
        to = 0;
    }

    private void write(Request request) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(request.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(server.getAddress().getHostAddress())
                .append(':')
                .append(server.getPort())
                .append("\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (request.sendsBody()) {
            head.append("Content-Length: ").append(request.body().size()).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.body().writeTo(out);
        out.flush();
    }

    private Answer read(boolean mayHaveBody) throws IOException {
        String line = line();
        int status = Integer.parseInt(line.substring(9, 12));
        Map<String, String> headers = new HashMap<>();
        for (line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (status == 100) {
            return read(mayHaveBody);
        }
        long bytes = 0;
        if (mayHaveBody && status != 204 && status != 304) {
            bytes = headers.getOrDefault("transfer-encoding", "").equals("chunked")
                    ? dropChunks()
                    : drop(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
        if (headers.getOrDefault("connection", "").equals("close")) {
            close();
        }
        return new Answer(status, headers, bytes);
    }

    private long dropChunks() throws IOException {
        long all = 0;
        for (long size = chunk(); size > 0; size = chunk()) {
            all += drop(size);
            line();
        }
        line();
        return all;
    }

    private long chunk() throws IOException {
        return Long.parseLong(line(), 16);
    }

    private long drop(long length) throws IOException {
        for (long left = length; left > 0; ) {
            if (from == to) {
                fill();
            }
            int some = (int) Math.min(left, to - from);
            from += some;
            left -= some;
        }
        return length;
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder(80);
        while (true) {
            if (from == to) {
                fill();
            }
            char next = (char) buffer[from++];
            if (next == '\n') {
                text.setLength(text.length() - 1);
                return text.toString();
            }
            text.append(next);
        }
    }

    private void fill() throws IOException {
        InputStream in = socket.getInputStream();
        from = 0;
        to = in.read(buffer);
        if (to < 0) {
            to = 0;
            throw new EOFException("the server closed the connection in the middle of an answer");
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
