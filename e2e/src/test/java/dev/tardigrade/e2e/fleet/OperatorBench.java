package dev.tardigrade.e2e.fleet;

import static org.awaitility.Awaitility.await;

import dev.tardigrade.e2e.apiserver.OperatorProcess;
import dev.tardigrade.e2e.beds.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What Registries cost the operator, with the memory and the class archive that its image has: {@code OperatorBench [NUMBER]}. Prints a
 * table with goals. The API server and the controllers run beside it, on the same machine.
 */
final class OperatorBench {

    private static final int USUAL_SIZE = 1000;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Duration QUIET = Duration.ofSeconds(20);

    /** Objects of a Registry on Storj without any option: see the table in operator/README.md. */
    private static final int CHILDREN = 9;

    private final Cluster cluster;
    private final Path folder;
    private final int size;
    private final List<String> table = new ArrayList<>();

    private OperatorBench(Cluster cluster, Path folder, int size) {
        this.cluster = cluster;
        this.folder = folder;
        this.size = size;
    }

    public static void main(String[] arguments) throws IOException {
        int size = arguments.length == 0 ? USUAL_SIZE : Integer.parseInt(arguments[0]);
        Path folder = Files.createDirectories(Path.of(System.getProperty("bench.folder", "")));
        say("starting a control plane");
        try (Cluster cluster = Cluster.start()) {
            OperatorProcess.install(cluster);
            OperatorBench bench = new OperatorBench(cluster, folder, size);
            bench.makeClassArchive();
            try {
                bench.run();
            } catch (RuntimeException e) {
                System.err.println(Files.readString(folder.resolve(OperatorProcess.LOG)));
                throw e;
            }
            System.out.printf(
                    "%n| %d Registries, %d processors | Goal for 1000 | Measured |%n|---|---|---|%n",
                    size, processors());
            bench.table.forEach(System.out::println);
        }
    }

    private void run() throws IOException {
        try (Fleet first = Fleet.prepare(cluster, 1);
                Fleet fleet = Fleet.prepare(cluster, size);
                Kubelet _ = Kubelet.of(cluster, first.namespaces());
                Kubelet _ = Kubelet.of(cluster, fleet.namespaces());
                Audit audit = audit()) {
            first.make();
            say("starting the operator beside one Registry");
            Instant began = Instant.now();
            OperatorProcess operator = start();
            until("the first write", () -> !audit.writes().isEmpty());
            row(
                    "start to first write for a Registry",
                    "< 2 s",
                    seconds(began, audit.writes().getFirst().time()));
            create(fleet, operator);
            settle(audit);
            Usage before = Usage.of(operator);
            touch(fleet, operator, audit, before);
            operator.stop();
            restart(audit);
        }
    }

    private void create(Fleet fleet, OperatorProcess operator) {
        try (Audit audit = audit()) {
            say("making %d Registries".formatted(size));
            Usage before = Usage.of(operator);
            Instant began = Instant.now();
            fleet.make();
            row("all Registries made", "", seconds(began, Instant.now()));
            until("all children", () -> {
                long children = audit.children();
                progress("%d of %d children are applied".formatted(children, CHILDREN * size));
                return children >= (long) CHILDREN * size;
            });
            Instant applied = audit.writes().stream()
                    .filter(Audit.Write::isChild)
                    .map(Audit.Write::time)
                    .max(Instant::compareTo)
                    .orElseThrow();
            row("all %d children applied".formatted(CHILDREN * size), "< 240 s", seconds(began, applied));
            // each look reads all Registries, on the processors that are measured
            await("all to be ready")
                    .pollInterval(Duration.ofSeconds(10))
                    .atMost(LIMIT)
                    .until(() -> {
                        long ready = fleet.ready();
                        progress("%d of %d Registries are ready".formatted(ready, size));
                        return ready == size;
                    });
            row("all Registries ready", "", seconds(began, Instant.now()));
            settle(audit);
            Usage after = Usage.of(operator);
            row(
                    "writes for each Registry, its children, status and events",
                    "",
                    "%.1f".formatted((double) audit.writes().size() / size));
            row("passes for each Registry", "", "%.1f".formatted((double) (after.passes() - before.passes()) / size));
            row("processor time", "", "%.1f s".formatted(after.cpuSince(before)));
            row("peak of resident memory", "≤ 256 MiB", after.peakMebibytes() + " MiB");
        }
    }

    private void touch(Fleet fleet, OperatorProcess operator, Audit audit, Usage before) {
        say("touching an object of each Registry");
        int writes = audit.writes().size();
        fleet.touch();
        until("a pass for each", () -> Usage.of(operator).passes() >= before.passes() + size);
        settle(audit);
        Usage after = Usage.of(operator);
        row("a pass for each Registry: writes", "0", since(audit, writes));
        row("a pass for each Registry: processor time", "", "%.1f s".formatted(after.cpuSince(before)));
    }

    private void restart(Audit audit) throws IOException {
        say("starting the operator anew");
        int writes = audit.writes().size();
        Instant began = Instant.now();
        OperatorProcess operator = start();
        until("a pass for each", () -> {
            long passes = Usage.of(operator).passes();
            progress("%d passes for %d Registries".formatted(passes, size + 1));
            return passes > size;
        });
        row("start anew, until each Registry was looked at", "", seconds(began, Instant.now()));
        row(
                "start anew: processor time",
                "",
                "%.1f s".formatted(Usage.of(operator).cpu().toMillis() / 1000.0));
        settle(audit);
        row("start anew: writes", "0", since(audit, writes));
        row(
                "start anew: peak of resident memory",
                "≤ 256 MiB",
                Usage.of(operator).peakMebibytes() + " MiB");
        operator.stop();
    }

    /** As in the image: a start without it takes a second longer. */
    private void makeClassArchive() {
        say("making the archive of classes");
        start().stop();
    }

    private OperatorProcess start() {
        Map<String, String> environment = new HashMap<>(OperatorProcess.usualEnvironment());
        environment.put(
                "OPERATOR_OPTS",
                OperatorProcess.MEMORY_OF_THE_IMAGE
                        + " -Xlog:disable -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="
                        + folder.resolve("classes.jsa"));
        return OperatorProcess.start(cluster, OperatorProcess.ACCOUNT, environment, folder);
    }

    private Audit audit() {
        return new Audit(cluster.auditLog(), OperatorProcess.ACCOUNT.name());
    }

    private static void settle(Audit audit) {
        int[] last = {audit.writes().size()};
        await().pollInterval(QUIET).atMost(LIMIT).until(() -> {
            int before = last[0];
            last[0] = audit.writes().size();
            return last[0] == before;
        });
    }

    /** How many, and the first of them. */
    private static String since(Audit audit, int before) {
        List<Audit.Write> writes = audit.writes();
        return writes.subList(before, writes.size()).stream()
                .findFirst()
                .map(write ->
                        "%d, the first of %s %s".formatted(writes.size() - before, write.resource(), write.name()))
                .orElse("0");
    }

    private static void until(String what, BooleanSupplier done) {
        await(what).pollInterval(Duration.ofSeconds(2)).atMost(LIMIT).until(done::getAsBoolean);
    }

    private void row(String what, String goal, String measured) {
        table.add("| %s | %s | %s |".formatted(what, goal, measured));
        say(what + ": " + measured);
    }

    private static String seconds(Instant began, Instant ended) {
        return "%.1f s".formatted(Duration.between(began, ended).toMillis() / 1000.0);
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static void progress(String text) {
        say("  " + text);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
