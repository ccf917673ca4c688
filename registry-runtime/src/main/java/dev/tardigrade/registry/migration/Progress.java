package dev.tardigrade.registry.migration;

import dev.tardigrade.registry.migration.TakeoverReport.Done;
import dev.tardigrade.registry.storage.ObjectKey;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts what is done, for many threads. */
final class Progress {

    private final Queue<Skipped> skipped = new ConcurrentLinkedQueue<>();
    private final Counter layers = new Counter();
    private final Counter manifests = new Counter();
    private final Counter tags = new Counter();
    private final Consumer<TakeoverReport> listener;
    private final LongAdder repositories = new LongAdder();

    /** @param listener told often how far it has come, without what was skipped */
    Progress(Consumer<TakeoverReport> listener) {
        this.listener = listener;
    }

    /** Of one kind. */
    static final class Counter {

        private final LongAdder written = new LongAdder();
        private final LongAdder there = new LongAdder();

        void wrote() {
            written.increment();
        }

        void wasThere() {
            there.increment();
        }

        private Done done() {
            return new Done(written.sum(), there.sum());
        }
    }

    Counter layers() {
        return layers;
    }

    Counter manifests() {
        return manifests;
    }

    Counter tags() {
        return tags;
    }

    void skip(SkipReason reason, ObjectKey what, String detail) {
        skip(reason, what.value(), detail);
    }

    void skip(SkipReason reason, String what, String detail) {
        skipped.add(new Skipped(reason, what, detail));
    }

    void repositoryDone() {
        repositories.increment();
        tell();
    }

    void tell() {
        listener.accept(report(List.of()));
    }

    TakeoverReport report() {
        return report(skipped.stream()
                .sorted(Comparator.comparing(Skipped::reason).thenComparing(Skipped::what))
                .toList());
    }

    private TakeoverReport report(List<Skipped> all) {
        return new TakeoverReport(repositories.sum(), layers.done(), manifests.done(), tags.done(), all);
    }
}
