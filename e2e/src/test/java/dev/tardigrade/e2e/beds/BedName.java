package dev.tardigrade.e2e.beds;

import java.util.concurrent.atomic.AtomicInteger;

/** The name that a bed's folder, network and cgroup are made from. */
record BedName(String value) {

    private static final AtomicInteger MADE = new AtomicInteger();

    BedName {
        if (!value.matches("[a-z][a-z0-9-]{0,15}")) {
            throw new IllegalArgumentException("the name of a bed is 1 to 16 of a-z, 0-9 and -, got " + value);
        }
    }

    /** Differs from all other names of this and every other process, so that beds may stand beside each other. */
    static BedName ofThisProcess(BedKind kind) {
        String process = inFewDigits(ProcessHandle.current().pid());
        String number = inFewDigits(MADE.getAndIncrement());
        return new BedName(kind.word() + "-" + process + "-" + number);
    }

    /** A pid has five at most, which leaves two for the beds of a process. */
    private static String inFewDigits(long number) {
        return Long.toString(number, Character.MAX_RADIX);
    }
}
