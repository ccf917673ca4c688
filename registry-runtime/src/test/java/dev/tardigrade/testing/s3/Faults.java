package dev.tardigrade.testing.s3;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The faults that are to come. Of several that fit a request, the one that was named first is taken. */
public final class Faults {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    Faults() {}

    private record Rule(Predicate<S3Call> fits, Fault fault, AtomicInteger left) {}

    /** Goes wrong the next time. */
    public Faults next(S3Operation operation, Fault fault) {
        return next(1, call -> call.operation() == operation, fault);
    }

    /** Goes wrong the next so many times. */
    public Faults next(int times, Predicate<S3Call> which, Fault fault) {
        rules.add(new Rule(which, fault, new AtomicInteger(times)));
        return this;
    }

    /** Goes wrong until {@link #clear}. */
    public Faults always(Predicate<S3Call> which, Fault fault) {
        return next(Integer.MAX_VALUE, which, fault);
    }

    public void clear() {
        rules.clear();
    }

    Optional<Fault> take(S3Call call) {
        return rules.stream()
                .filter(rule -> rule.fits.test(call) && rule.left.getAndUpdate(left -> Math.max(0, left - 1)) > 0)
                .findFirst()
                .map(Rule::fault);
    }
}
