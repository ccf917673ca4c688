package dev.tardigrade.e2e.crash;

import dev.tardigrade.e2e.beds.HttpHead;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** One connection through the proxy: requests one after the other, the last of which may be a watch. Either side that ends, ends both. */
final class ApiConnection implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final String GONE_BODY = """
            {"kind":"Status","apiVersion":"v1","status":"Failure","message":"too old","reason":"Expired","code":410}""";
    private static final String GONE = "HTTP/1.1 410 Gone\r\nContent-Type: application/json\r\nContent-Length: "
            + GONE_BODY.length() + "\r\nConnection: close\r\n\r\n" + GONE_BODY;

    private final ApiProxy proxy;
    private final Socket client;

    /** What is to happen when the request that is under way is answered. */
    private volatile Runnable answered = () -> {};

    private volatile boolean watches;

    ApiConnection(ApiProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    void serve() {
        try (client;
                Socket upstream = proxy.upstream()) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> passAnswers(upstream));
            InputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
            passRequests(in, upstream.getOutputStream());
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the connection is over, and so is this thread
        } finally {
            proxy.ended(this);
        }
    }

    private void passRequests(InputStream in, OutputStream out) throws IOException, InterruptedException {
        for (HttpHead head = HttpHead.read(in); !head.isEnd(); head = HttpHead.read(in)) {
            String request = head.request();
            watches = request.startsWith("GET ") && request.contains("watch=true");
            if (watches && !proxy.mayWatch(this, request)) {
                client.getOutputStream().write(GONE.getBytes(StandardCharsets.US_ASCII));
                return;
            }
            answered = proxy.called(request);
            out.write(head.text().getBytes(StandardCharsets.ISO_8859_1));
            pass(in, out, head.length());
            if (watches) {
                in.transferTo(out); // frames, where it is a web socket
                return;
            }
        }
    }

    private static void pass(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int some = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (some < 0) {
                throw new EOFException("the client went away");
            }
            out.write(buffer, 0, some);
            left -= some;
        }
        out.flush();
    }

    private void passAnswers(Socket upstream) {
        byte[] buffer = new byte[BUFFER];
        try (upstream;
                client) {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
                answered.run();
                if (watches) {
                    LockSupport.parkNanos(proxy.lag().toNanos());
                }
                if (watches && proxy.tears()) {
                    out.write(buffer, 0, some / 2);
                    return;
                }
                out.write(buffer, 0, some);
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
