package dev.tardigrade.e2e.bench;

import dev.tardigrade.e2e.bench.Workloads.Scale;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the registry with distribution and prints the ratios. Both serve at the same time and are loaded in turn, round by round, so
 * that whatever else the machine does meets both.
 *
 * <p>Arguments: {@code quick} for a few minutes of it, and {@code files}, {@code s3}, {@code slow} for some of the storages.
 */
final class Bench {

    private static final PrintStream OUT = System.out;
    private static final Duration SLOW = Duration.ofMillis(100);

    private final int rounds;

    private Bench(int rounds) {
        this.rounds = rounds;
    }

    static void main(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        boolean quick = words.contains("quick");
        boolean all = words.stream().allMatch("quick"::equals);
        Bench bench = new Bench(quick ? 1 : 3);
        Workloads workloads = new Workloads(quick ? Scale.QUICK : Scale.FULL);
        Workloads slow = new Workloads(quick ? Scale.QUICK_SLOW : Scale.SLOW);
        if (all || words.contains("files")) {
            try (Arena arena = Arena.onFiles()) {
                bench.compare(arena, workloads.all());
                compareMemory(arena, workloads.forMemory());
            }
        }
        if (all || words.contains("s3")) {
            try (Arena arena = Arena.onMinio(Duration.ZERO)) {
                bench.compare(arena, workloads.all());
                compareMemory(arena, workloads.forMemory());
            }
        }
        if (all || words.contains("slow")) {
            try (Arena arena = Arena.onMinio(SLOW)) {
                new Bench(1).compare(arena, slow.all());
            }
        }
    }

    /** The first round is for warming up, and does not count. */
    private void compare(Arena arena, List<Workload> workloads) {
        title(arena, "median of " + rounds + " rounds");
        for (Workload workload : workloads) {
            Map<Product, List<Measurement>> measured = new EnumMap<>(Product.class);
            for (int round = 0; round <= rounds; round++) {
                for (Product product : Product.values()) {
                    Measurement measurement = Measurement.of(workload, arena, product);
                    List<Measurement> counted = measured.computeIfAbsent(product, _ -> new ArrayList<>());
                    if (round > 0) {
                        counted.add(measurement);
                    }
                }
            }
            print(
                    workload,
                    Measurement.median(measured.getOrDefault(Product.OURS, List.of())),
                    Measurement.median(measured.getOrDefault(Product.DISTRIBUTION, List.of())));
        }
    }

    private static void compareMemory(Arena arena, List<Workload> workloads) {
        for (Product product : Product.values()) {
            arena.server(product).restart();
        }
        title(
                arena,
                "new processes; idle they have " + idle(arena, Product.OURS) + " / " + idle(arena, Product.DISTRIBUTION)
                        + " MiB");
        for (Workload workload : workloads) {
            print(
                    workload,
                    Measurement.ofFreshProcess(workload, arena, Product.OURS),
                    Measurement.ofFreshProcess(workload, arena, Product.DISTRIBUTION));
        }
    }

    private static long idle(Arena arena, Product product) {
        return Cost.of(arena.server(product).pid()).peakMebibytes();
    }

    private static void title(Arena arena, String how) {
        OUT.printf("%nOurs and distribution v3.1.2 %s; %s%n%n", arena.title(), how);
        OUT.printf(
                "%-28s %6s %9s %9s %6s   %-13s %-11s %s%n",
                "", "", "ours", "peer", "ratio", "CPU s", "peak MiB", "calls of S3");
    }

    private static void print(Workload workload, Measurement ours, Measurement theirs) {
        OUT.printf(
                "%-28s %6s %9.1f %9.1f %5.2f×   %5.2f / %5.2f %4d / %4d %s%n",
                workload.name(),
                workload.unit(),
                ours.rate(),
                theirs.rate(),
                ours.rate() / theirs.rate(),
                ours.processor().toMillis() / 1e3,
                theirs.processor().toMillis() / 1e3,
                ours.peakMebibytes(),
                theirs.peakMebibytes(),
                ours.calls().isPresent()
                        ? ours.calls().getAsLong() + " / " + theirs.calls().orElseThrow()
                        : "");
    }
}
