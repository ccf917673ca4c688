package dev.tardigrade.e2e.bench;

import dev.tardigrade.e2e.beds.HttpHead;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stands before an S3 service: counts the calls, and lets each wait before it is passed on. */
final class CountingProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final ServerSocket listener;
    private final InetSocketAddress service;
    private final Duration delay;
    private final AtomicLong calls = new AtomicLong();

    private CountingProxy(ServerSocket listener, InetSocketAddress service, Duration delay) {
        this.listener = listener;
        this.service = service;
        this.delay = delay;
    }

    static CountingProxy start(InetSocketAddress service, Duration delay) {
        try {
            ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
            CountingProxy proxy = new CountingProxy(listener, service, delay);
            Thread.ofVirtual().start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    long calls() {
        return calls.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /** Either side that ends, ends both. */
    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket()) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(service);
            Thread.ofVirtual().start(() -> passAnswers(upstream, client));
            passRequests(new BufferedInputStream(client.getInputStream(), BUFFER), upstream.getOutputStream());
        } catch (IOException e) {
            Thread.currentThread().interrupt(); // the connection is over, and so is this thread
        }
    }

    private static void passAnswers(Socket upstream, Socket client) {
        byte[] buffer = new byte[BUFFER];
        try (upstream;
                client) {
            InputStream in = upstream.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int some = in.read(buffer); some >= 0; some = in.read(buffer)) {
                out.write(buffer, 0, some);
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passRequests(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (HttpHead head = HttpHead.read(in); !head.isEnd(); head = HttpHead.read(in)) {
            calls.incrementAndGet();
            LockSupport.parkNanos(delay.toNanos());
            out.write(head.text().getBytes(StandardCharsets.ISO_8859_1));
            for (long left = head.length(); left > 0; ) {
                int some = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (some < 0) {
                    throw new EOFException("the client went away");
                }
                out.write(buffer, 0, some);
                left -= some;
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
