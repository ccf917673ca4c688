package dev.tardigrade.testing.s3;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An S3 service on a free port of this machine, in the memory of this process. */
public final class S3TestServer implements AutoCloseable {

    static {
        // Else each small answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final StoredBuckets buckets;
    private final S3Access access;
    private final S3Handler.Controls controls =
            new S3Handler.Controls(new CallCounter(), new Faults(), new Stops(), new CountDownLatch(1));

    private S3TestServer(S3Profile profile) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        access = new S3Access(uri, "test-access-key", "test-secret-key-of-no-use");
        buckets = new StoredBuckets(profile);
        server.setExecutor(threads);
        server.createContext("/", new S3Handler(profile, access, buckets, controls));
        server.start();
    }

    /** Close it. */
    public static S3TestServer start(S3Profile profile) {
        try {
            return new S3TestServer(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a bucket where it is missing, without a request. */
    public S3TestServer withBucket(String name) {
        buckets.create(name);
        return this;
    }

    /** Gives back the memory of multipart uploads that were aborted, as Storj does after a day. */
    public void forgetAborted() {
        buckets.forgetAborted();
    }

    /** Puts an object there, without a request. */
    public void put(String bucket, String key, byte[] content) {
        buckets.get(bucket).put(key, StoredBytes.of(content, StoredBytes.DEFAULT_TYPE, Optional.empty()));
    }

    public S3Access access() {
        return access;
    }

    public CallCounter calls() {
        return controls.calls();
    }

    public Faults faults() {
        return controls.faults();
    }

    public Stops stops() {
        return controls.stops();
    }

    /** Cuts off what is under way. */
    @Override
    public void close() {
        controls.closed().countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
