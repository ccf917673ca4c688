package dev.tardigrade.e2e.bench;

/**
 * Something that clients do.
 *
 * @param unit what is counted: the amount of it by the time taken is the rate that is compared
 */
record Workload(String name, Unit unit, Preparation preparation) {

    enum Unit {
        MEBIBYTES("MiB/s"),
        REQUESTS("/s");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Done before the clock runs, for each server by itself; returns what is measured. */
    interface Preparation {
        Run prepare(Load load);
    }

    /** Returns the amount that was done. */
    interface Run {
        double run();
    }
}
