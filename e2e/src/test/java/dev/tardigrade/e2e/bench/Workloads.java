package dev.tardigrade.e2e.bench;

import dev.tardigrade.e2e.bench.Workload.Unit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What is compared. */
record Workloads(Scale scale) {

    private static final int MIB = 1 << 20;
    private static final int SMALL_LAYER = 64 << 10;
    private static final int CLIENTS = 32;

    /** How much of it: the whole thing, what a few minutes allow, or what a peer with 66 calls a push can do at 100 ms for each. */
    record Scale(int largeMebibytes, int smallImages, int tags, int ranges, Duration requests, List<Integer> pulls) {

        static final Scale FULL = new Scale(256, 100, 2000, 512, Duration.ofSeconds(5), List.of(16, 64));
        static final Scale QUICK = new Scale(64, 30, 300, 128, Duration.ofSeconds(2), List.of(16, 64));
        static final Scale SLOW = new Scale(256, 10, 100, 128, Duration.ofSeconds(5), List.of(16, 64));
        static final Scale QUICK_SLOW = new Scale(64, 5, 50, 32, Duration.ofSeconds(2), List.of(16, 16));

        Scale {
            pulls = List.copyOf(pulls);
        }
    }

    /** All of them. */
    List<Workload> all() {
        return List.of(
                push("push 1 × 8 MiB", 1, 8),
                push("push 1 × " + scale.largeMebibytes() + " MiB", 1, scale.largeMebibytes()),
                push("push 20 × 1 MiB", 20, 1),
                pushSmall(),
                pull("pull 1 × 8 MiB", 1, 8),
                pull("pull 1 × " + scale.largeMebibytes() + " MiB", 1, scale.largeMebibytes()),
                pull("pull 20 × 1 MiB", 20, 1),
                pullSmall(),
                parallelPulls(scale.pulls().getFirst()),
                parallelPulls(scale.pulls().getLast()),
                parallelPushes(16),
                ranges(),
                manifests("GET"),
                manifests("HEAD"),
                putTags(),
                listTags());
    }

    /** Those whose peak of memory is of interest. */
    List<Workload> forMemory() {
        return List.of(parallelPulls(scale.pulls().getLast()), mixedPushes(64));
    }

    private static String repository() {
        return "bench/r" + Seeds.next();
    }

    private static Workload push(String name, int layers, int mebibytes) {
        return new Workload(name, Unit.MEBIBYTES, load -> {
            Image image = Image.of(layers, (long) mebibytes * MIB);
            return () -> {
                load.push(image, repository(), "1");
                return (double) layers * mebibytes;
            };
        });
    }

    private static Workload pull(String name, int layers, int mebibytes) {
        return new Workload(name, Unit.MEBIBYTES, load -> {
            Image image = Image.of(layers, (long) mebibytes * MIB);
            String repository = repository();
            load.push(image, repository, "1");
            return () -> {
                load.pull(image, repository, "1");
                return (double) layers * mebibytes;
            };
        });
    }

    private Workload pushSmall() {
        int count = scale.smallImages();
        return new Workload("push " + count + " images", Unit.REQUESTS, load -> {
            List<Image> images = smallImages(count);
            return () -> {
                for (Image image : images) {
                    load.push(image, repository(), "1");
                }
                return count;
            };
        });
    }

    private Workload pullSmall() {
        int count = scale.smallImages();
        return new Workload("pull " + count + " images", Unit.REQUESTS, load -> {
            List<Image> images = smallImages(count);
            String repository = repository();
            images.forEach(image -> load.push(image, repository, tag(image)));
            return () -> {
                images.forEach(image -> load.pull(image, repository, tag(image)));
                return count;
            };
        });
    }

    private static List<Image> smallImages(int count) {
        return IntStream.range(0, count).mapToObj(_ -> Image.of(1, SMALL_LAYER)).toList();
    }

    private static String tag(Image image) {
        return image.digest().substring("sha256:".length());
    }

    private Workload parallelPulls(int clients) {
        int mebibytes = scale.largeMebibytes();
        return new Workload(clients + " pulls of " + mebibytes + " MiB", Unit.MEBIBYTES, load -> {
            Image image = Image.of(1, (long) mebibytes * MIB);
            String repository = repository();
            load.push(image, repository, "1");
            return () -> {
                load.together(clients, clients, (connection, _) -> {
                    load.manifest(connection, "GET", repository, "1");
                    image.blobs().forEach(blob -> load.pullBlob(connection, blob, repository));
                });
                return (double) clients * mebibytes;
            };
        });
    }

    private Workload parallelPushes(int clients) {
        int mebibytes = scale.largeMebibytes() / 4;
        return pushes(clients + " pushes of " + mebibytes + " MiB", mebibytes, Collections.nCopies(clients, false));
    }

    /** Of more than one part each on S3, by clients of which every fourth is slow. */
    private Workload mixedPushes(int clients) {
        int mebibytes = scale.largeMebibytes() * 5 / 16;
        return pushes(
                clients + " mixed pushes of " + mebibytes + " MiB",
                mebibytes,
                IntStream.range(0, clients).mapToObj(client -> client % 4 == 0).toList());
    }

    /** @param slow whether they are, for each client */
    private static Workload pushes(String name, int mebibytes, List<Boolean> slow) {
        int clients = slow.size();
        return new Workload(name, Unit.MEBIBYTES, load -> {
            List<Image> images = slow.stream()
                    .map(isSlow -> {
                        Image image = Image.of(1, (long) mebibytes * MIB);
                        return isSlow ? image.slow() : image;
                    })
                    .toList();
            String repository = repository();
            return () -> {
                load.together(clients, clients, (connection, index) -> {
                    Image image = images.get(index);
                    image.blobs().forEach(blob -> load.pushBlob(connection, blob, repository));
                    load.putManifest(connection, image, repository, tag(image));
                });
                return (double) clients * mebibytes;
            };
        });
    }

    private Workload ranges() {
        int mebibytes = scale.largeMebibytes();
        return new Workload("ranges of 1 MiB by 8 clients", Unit.MEBIBYTES, load -> {
            Image image = Image.of(1, (long) mebibytes * MIB);
            String repository = repository();
            load.push(image, repository, "1");
            return () -> {
                load.together(8, scale.ranges(), (connection, index) -> {
                    long first = new SplittableRandom(index).nextLong((mebibytes - 1L) * MIB);
                    load.range(connection, image.layers().getFirst(), repository, first, MIB);
                });
                return scale.ranges();
            };
        });
    }

    private Workload manifests(String method) {
        return new Workload(method + " of manifests by " + CLIENTS, Unit.REQUESTS, load -> {
            Image image = Image.of(5, 1 << 10);
            String repository = repository();
            load.push(image, repository, "1");
            return () -> {
                AtomicLong count = new AtomicLong();
                long end = System.nanoTime() + scale.requests().toNanos();
                load.together(CLIENTS, CLIENTS, (connection, _) -> {
                    while (System.nanoTime() < end) {
                        load.manifest(connection, method, repository, "1");
                        count.incrementAndGet();
                    }
                });
                return count.get();
            };
        });
    }

    private Workload putTags() {
        return new Workload("PUT of " + scale.tags() + " tags", Unit.REQUESTS, load -> {
            Image image = Image.of(1, SMALL_LAYER);
            String repository = repository();
            load.push(image, repository, "1");
            return () -> {
                tagAll(load, image, repository);
                return scale.tags();
            };
        });
    }

    private Workload listTags() {
        int times = 5;
        return new Workload("list of " + scale.tags() + " tags", Unit.REQUESTS, load -> {
            Image image = Image.of(1, SMALL_LAYER);
            String repository = repository();
            load.push(image, repository, "1");
            tagAll(load, image, repository);
            return () -> {
                load.together(1, times, (connection, _) -> load.listTags(connection, repository));
                return times;
            };
        });
    }

    private void tagAll(Load load, Image image, String repository) {
        load.together(
                8, scale.tags(), (connection, index) -> load.putManifest(connection, image, repository, "t" + index));
    }
}
