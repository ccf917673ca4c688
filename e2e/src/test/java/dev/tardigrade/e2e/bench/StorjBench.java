package dev.tardigrade.e2e.bench;

import dev.tardigrade.e2e.beds.StorjNetwork;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Push and pull through Storj's real gateway with the limits of production: by the registry, by distribution, whose failures are part of the
 * table, and by the S3 client alone, which is what the gateway can do at best. Arguments: sizes of layers in MiB.
 */
final class StorjBench {

    private static final PrintStream OUT = System.out;
    private static final int MIB = 1 << 20;
    private static final List<Integer> SIZES = List.of(8, 64, 1024);

    private final StorjNetwork storj;
    private final InetSocketAddress gateway;
    private final Path folder;

    private StorjBench(StorjNetwork storj, Path folder) {
        this.storj = storj;
        this.gateway = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), storj.endpoint().getPort());
        this.folder = folder;
    }

    static void main(String[] arguments) throws IOException {
        List<Integer> sizes = arguments.length == 0
                ? SIZES
                : Stream.of(arguments).map(Integer::valueOf).toList();
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "/var/tmp")), "storj-");
        try (StorjNetwork storj = StorjNetwork.start()) {
            OUT.printf("%nThrough Storj's gateway, on one machine%n%n");
            OUT.printf("%-10s %-13s %9s %9s %9s %11s%n", "", "MiB/s", "push", "pull", "calls", "gateway MiB");
            StorjBench bench = new StorjBench(storj, folder);
            for (int size : sizes) {
                bench.bare(size);
                for (Product product : Product.values()) {
                    bench.registry(product, size);
                }
            }
        }
    }

    private void bare(int mebibytes) {
        Cost.forgetPeak(storj.gatewayPid());
        try (CountingProxy proxy = CountingProxy.start(gateway, Duration.ZERO);
                BareStore store = BareStore.open(bucket("bare", proxy))) {
            long size = (long) mebibytes * MIB;
            double push = seconds(() -> store.write(size));
            double pull = seconds(store::read);
            print("bare S3", mebibytes, push, pull, proxy.calls());
        }
    }

    private void registry(Product product, int mebibytes) {
        Cost.forgetPeak(storj.gatewayPid());
        try (CountingProxy proxy = CountingProxy.start(gateway, Duration.ZERO)) {
            Storage.Bucket bucket = bucket(product.word(), proxy);
            BareStore.make(bucket);
            try (Server server = Server.start(product, bucket, folder)) {
                Image image = Image.of(1, (long) mebibytes * MIB);
                String repository = "bench/r" + Seeds.next();
                long before = proxy.calls();
                double push = seconds(() -> server.load().push(image, repository, "1"));
                double pull = seconds(() -> server.load().pull(image, repository, "1"));
                print(product.word(), mebibytes, push, pull, proxy.calls() - before);
            } catch (Answer.UnexpectedAnswer | UncheckedIOException e) {
                OUT.printf(
                        "%-10s %-13s failed after %d calls: %s%n",
                        mebibytes + " MiB", product.word(), proxy.calls(), e);
            }
        }
    }

    private Storage.Bucket bucket(String name, CountingProxy proxy) {
        return new Storage.Bucket(proxy.endpoint(), "bench-" + name, storj.accessKey(), storj.secretKey());
    }

    private void print(String who, int mebibytes, double push, double pull, long calls) {
        OUT.printf(
                "%-10s %-13s %9.1f %9.1f %9d %11d%n",
                mebibytes + " MiB",
                who,
                mebibytes / push,
                mebibytes / pull,
                calls,
                Cost.of(storj.gatewayPid()).peakMebibytes());
    }

    private static double seconds(Runnable task) {
        long began = System.nanoTime();
        task.run();
        return (System.nanoTime() - began) / 1e9;
    }
}
