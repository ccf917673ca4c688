package dev.tardigrade.e2e.bench;

import dev.tardigrade.e2e.beds.StorjNetwork;
import dev.tardigrade.e2e.beds.StorjUsage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Push and pull through Storj's real gateway with the limits of production: by the registry, by distribution, whose failures are part of the
 * table, and by the S3 client alone, which is what the gateway can do at best. Each takes turns with the others; the best of its rounds counts.
 * Arguments: sizes of layers in MiB.
 */
final class StorjBench {

    private static final PrintStream OUT = System.out;
    private static final int MIB = 1 << 20;
    private static final List<Integer> SIZES = List.of(8, 64, 1024);
    private static final int ROUNDS = 3;
    private static final double GOAL = 0.9;

    private final StorjNetwork storj;
    private final InetSocketAddress gateway;
    private final Path folder;

    private StorjBench(StorjNetwork storj, Path folder) {
        this.storj = storj;
        this.gateway = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), storj.endpoint().getPort());
        this.folder = folder;
    }

    /**
     * A push and a pull through Storj's gateway.
     *
     * @param push MiB a second
     * @param pull MiB a second
     * @param calls of S3
     * @param peakMebibytes of resident memory of the gateway
     */
    private record Figures(double push, double pull, long calls, StorjUsage usage, long peakMebibytes) {

        /** The best rates of two rounds; all else is of the later one. */
        static Optional<Figures> best(Optional<Figures> before, Optional<Figures> now) {
            return now.map(figures -> before.map(figures::orFaster).orElse(figures))
                    .or(() -> before);
        }

        private Figures orFaster(Figures other) {
            return new Figures(
                    Math.max(push, other.push),
                    Math.max(pull, other.pull),
                    calls,
                    usage,
                    Math.max(peakMebibytes, other.peakMebibytes));
        }
    }

    static void main(String[] arguments) throws IOException {
        List<Integer> sizes = arguments.length == 0
                ? SIZES
                : Stream.of(arguments).map(Integer::valueOf).toList();
        Path folder = Files.createTempDirectory(Path.of(System.getProperty("bench.folder", "/var/tmp")), "storj-");
        try (StorjNetwork storj = StorjNetwork.start()) {
            OUT.printf("%nThrough Storj's gateway, on one machine; MiB/s, the best of %d rounds%n%n", ROUNDS);
            OUT.printf(
                    "%-9s %-13s %8s %8s %8s %8s %9s %9s %12s%n",
                    "", "", "push", "pull", "S3 calls", "requests", "segments", "(inline)", "gateway MiB");
            StorjBench bench = new StorjBench(storj, folder);
            sizes.forEach(bench::compare);
        }
    }

    private void compare(int mebibytes) {
        Optional<Figures> bare = Optional.empty();
        Optional<Figures> ours = Optional.empty();
        Optional<Figures> theirs = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            bare = Figures.best(bare, Optional.of(bare(mebibytes)));
            ours = Figures.best(ours, registry(Product.OURS, mebibytes));
            if (round == 0 || theirs.isPresent()) {
                theirs = Figures.best(theirs, registry(Product.DISTRIBUTION, mebibytes));
            }
        }
        print(mebibytes, "bare S3", bare);
        print(mebibytes, "ours", ours);
        print(mebibytes, "distribution", theirs);
        if (bare.isPresent() && ours.isPresent()) {
            double push = ours.get().push() / bare.get().push();
            double pull = ours.get().pull() / bare.get().pull();
            OUT.printf(
                    "%-9s ours / bare S3: push %.2f, pull %.2f (goal for 1 GiB: %.2f)%n%n",
                    mebibytes + " MiB", push, pull, GOAL);
        }
    }

    private Figures bare(int mebibytes) {
        try (CountingProxy proxy = CountingProxy.start(gateway, Duration.ZERO);
                BareStore store = BareStore.open(bucket("bare", proxy))) {
            long size = (long) mebibytes * MIB;
            return measure(mebibytes, proxy, () -> store.write(size), store::read);
        }
    }

    /** Empty where it fails, which is said. */
    private Optional<Figures> registry(Product product, int mebibytes) {
        try (CountingProxy proxy = CountingProxy.start(gateway, Duration.ZERO)) {
            Storage.Bucket bucket = bucket(product.word(), proxy);
            BareStore.make(bucket);
            try (Server server = Server.start(product, bucket, folder)) {
                Image image = Image.of(1, (long) mebibytes * MIB);
                String repository = "bench/r" + Seeds.next();
                return Optional.of(measure(
                        mebibytes,
                        proxy,
                        () -> server.load().push(image, repository, "1"),
                        () -> server.load().pull(image, repository, "1")));
            } catch (Answer.UnexpectedAnswer | UncheckedIOException e) {
                OUT.printf(
                        "%-9s %-13s failed after %d calls: %s%n", mebibytes + " MiB", product.word(), proxy.calls(), e);
                return Optional.empty();
            }
        }
    }

    private Storage.Bucket bucket(String name, CountingProxy proxy) {
        return new Storage.Bucket(proxy.endpoint(), "bench-" + name, storj.accessKey(), storj.secretKey());
    }

    private Figures measure(int mebibytes, CountingProxy proxy, Runnable push, Runnable pull) {
        Cost.forgetPeak(storj.gatewayPid());
        long calls = proxy.calls();
        StorjUsage usage = storj.usage();
        double pushed = mebibytes / seconds(push);
        double pulled = mebibytes / seconds(pull);
        return new Figures(
                pushed,
                pulled,
                proxy.calls() - calls,
                storj.usage().since(usage),
                Cost.of(storj.gatewayPid()).peakMebibytes());
    }

    private static void print(int mebibytes, String who, Optional<Figures> figures) {
        figures.ifPresent(of -> OUT.printf(
                "%-9s %-13s %8.1f %8.1f %8d %8d %9d %9d %12d%n",
                mebibytes + " MiB",
                who,
                of.push(),
                of.pull(),
                of.calls(),
                of.usage().requests(),
                of.usage().segments(),
                of.usage().inlineSegments(),
                of.peakMebibytes()));
    }

    private static double seconds(Runnable task) {
        long began = System.nanoTime();
        task.run();
        return (System.nanoTime() - began) / 1e9;
    }
}
