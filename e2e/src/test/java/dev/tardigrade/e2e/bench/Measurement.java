package dev.tardigrade.e2e.bench;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** What one run of a workload took of one server. */
record Measurement(double rate, Duration processor, long peakMebibytes, OptionalLong calls) {

    /** The one with the median rate. */
    static Measurement median(List<Measurement> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble(Measurement::rate))
                .toList()
                .get(all.size() / 2);
    }

    static Measurement of(Workload workload, Arena arena, Product product) {
        Server server = arena.server(product);
        Workload.Run run = workload.preparation().prepare(server.load());
        Cost.forgetPeak(server.pid());
        return of(run, arena, server);
    }

    /** By a process that has done nothing before: the peak is that of this workload. */
    static Measurement ofFreshProcess(Workload workload, Arena arena, Product product) {
        Server server = arena.server(product);
        Workload.Run run = workload.preparation().prepare(server.load());
        server.restart();
        return of(run, arena, server);
    }

    private static Measurement of(Workload.Run run, Arena arena, Server server) {
        Cost before = Cost.of(server.pid());
        OptionalLong callsBefore = arena.calls(server.product());
        long began = System.nanoTime();
        double amount = run.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        Cost cost = Cost.of(server.pid()).since(before);
        OptionalLong calls = callsBefore.isEmpty()
                ? callsBefore
                : OptionalLong.of(arena.calls(server.product()).orElseThrow() - callsBefore.getAsLong());
        return new Measurement(amount / seconds, cost.processor(), cost.peakMebibytes(), calls);
    }
}
