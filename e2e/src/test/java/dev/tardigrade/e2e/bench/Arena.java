package dev.tardigrade.e2e.bench;

import dev.tardigrade.e2e.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/** Both registries on storage of one kind, each with a place of its own there. Close ends all of it and removes its files. */
final class Arena implements AutoCloseable {

    private final String title;
    private final Path folder;
    private final Map<Product, Server> servers = new EnumMap<>(Product.class);
    private final Map<Product, CountingProxy> proxies = new EnumMap<>(Product.class);

    private final Runnable endOfService;

    private Arena(String title, Path folder, Runnable endOfService) {
        this.title = title;
        this.folder = folder;
        this.endOfService = endOfService;
    }

    static Arena onFiles() {
        Arena arena = new Arena("on files", newFolder(), () -> {});
        for (Product product : Product.values()) {
            Path root = arena.folder.resolve(product.name());
            arena.servers.put(product, Server.start(product, new Storage.Files(root), arena.folder));
        }
        return arena;
    }

    /** Both on one MinIO, each behind a counter of its own. */
    static Arena onMinio(Duration delay) {
        Path folder = newFolder();
        Minio minio = Minio.start(folder);
        Arena arena = new Arena("on S3 (MinIO), " + delay.toMillis() + " ms added to each call", folder, minio::close);
        for (Product product : Product.values()) {
            String bucket = "bucket-" + product.word();
            minio.makeBucket(bucket);
            arena.serve(product, bucket, minio.address(), delay, new Keys(Minio.ACCESS_KEY, Minio.SECRET_KEY));
        }
        return arena;
    }

    private record Keys(String access, String secret) {}

    private void serve(Product product, String bucket, InetSocketAddress service, Duration delay, Keys keys) {
        CountingProxy proxy = CountingProxy.start(service, delay);
        proxies.put(product, proxy);
        Storage.Bucket storage = new Storage.Bucket(proxy.endpoint(), bucket, keys.access(), keys.secret());
        servers.put(product, Server.start(product, storage, folder));
    }

    String title() {
        return title;
    }

    Server server(Product product) {
        Server server = servers.get(product);
        if (server == null) {
            throw new IllegalStateException(product + " does not serve");
        }
        return server;
    }

    /** Calls of the storage so far, where they are counted. */
    OptionalLong calls(Product product) {
        CountingProxy proxy = proxies.get(product);
        return proxy == null ? OptionalLong.empty() : OptionalLong.of(proxy.calls());
    }

    @Override
    public void close() {
        servers.values().forEach(Server::close);
        proxies.values().forEach(CountingProxy::close);
        endOfService.run();
        Command.of("rm", "-rf", "--one-file-system", folder).run();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "/var/tmp")), "bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
